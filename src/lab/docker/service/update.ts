/** docker service update and rollback */
import { failed, joined, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn, isSet, listOf, type Flags } from "../command/flags.ts";
import { findService } from "../engine/find.ts";
import type { ApiServiceSpec } from "../engine/objects.ts";
import { imageError } from "../format/names.ts";
import { applyCommonFlags, flagConflict } from "./apply-flags.ts";
import { applyUpdateFlags } from "./apply-update.ts";
import { findNetworks, missingAttachment, parseMount } from "./attachments.ts";
import { COMMON_FLAGS } from "./common-flags.ts";
import { converge, inBackground } from "./converge.ts";
import { resolveImage } from "./resolve-image.ts";
import { OWN_UPDATE_FLAGS } from "./update-flags.ts";

/** Flags that say how a command is run, not what is wished. */
const ABOUT_RUNNING = ["rollback", "detach", "quiet"];

function attach({ engine, flags }: Call, spec: ApiServiceSpec): string | undefined {
  const networks = findNetworks(engine, listOf(flags, "network-add"));
  if ("error" in networks) return networks.error;
  const { TaskTemplate: template } = spec;
  if (networks.networks.length > 0) template.Networks = [...(template.Networks ?? []), ...networks.networks];
  const removed = listOf(flags, "mount-rm");
  const kept = (template.ContainerSpec.Mounts ?? []).filter(({ Target }) => !removed.includes(Target));
  const added = listOf(flags, "mount-add").map(parseMount);
  const wrong = added.find((one) => "error" in one);
  if (wrong && "error" in wrong) return wrong.error;
  const Mounts = [...kept, ...added.flatMap((one) => ("mount" in one ? [one.mount] : []))];
  if (Mounts.length > 0 || template.ContainerSpec.Mounts)
    template.ContainerSpec = { ...template.ContainerSpec, Mounts };
  return missingAttachment(flags);
}

/** Changes `spec`; answers the complaint, or what is to be warned of. */
function apply(call: Call, spec: ApiServiceSpec): { error: string } | { warning: string } {
  const { engine, flags } = call;
  const error = flagConflict(flags) ?? applyUpdateFlags(spec, flags) ?? attach(call, spec);
  if (error !== undefined) return { error };
  applyCommonFlags(spec, flags);
  if (!isSet(flags, "image")) return { warning: "" };
  const { ContainerSpec: container } = spec.TaskTemplate;
  const wrong = imageError(container.Image);
  if (wrong !== undefined) return { error: wrong };
  const { image, warning } = resolveImage(engine, container.Image, flags);
  spec.TaskTemplate.ContainerSpec = { ...container, Image: image };
  return { warning };
}

function change(call: Call, id: string, wishes: ApiServiceSpec): { error: string } | { warning: string } {
  const { engine, flags } = call;
  if (isOn(flags, "rollback")) {
    const refusal = engine.rollBackService(id);
    return refusal === undefined ? { warning: "" } : { error: refusal };
  }
  const spec = structuredClone(wishes);
  const applied = apply(call, spec);
  if ("error" in applied) return applied;
  const refusal = engine.updateService(id, spec);
  return refusal === undefined ? applied : { error: refusal };
}

const hasOthers = (flags: Flags) => [...flags.keys()].some((name) => !ABOUT_RUNNING.includes(name));

function update(call: Call): Outcome {
  const { engine, flags, args } = call;
  const [ref = ""] = args;
  const service = findService(engine, ref);
  if ("error" in service) return failed(service.error);
  if (isOn(flags, "rollback") && hasOthers(flags)) return failed("other flags may not be combined with --rollback");
  const changed = change(call, service.found.ID, service.found.Spec);
  if ("error" in changed) return failed(changed.error);
  const done: Outcome = { ...printed(ref), stderr: changed.warning };
  return joined([done, isOn(flags, "detach") ? inBackground(call) : converge(call, ref, isOn(flags, "quiet"))]);
}

function rollback(call: Call): Outcome {
  const { engine, flags, args } = call;
  const [ref = ""] = args;
  const service = findService(engine, ref);
  if ("error" in service) return failed(service.error);
  const refusal = engine.rollBackService(service.found.ID);
  if (refusal !== undefined) return failed(refusal);
  const waited = isOn(flags, "detach") ? inBackground(call) : converge(call, ref, isOn(flags, "quiet"));
  return joined([printed(ref), waited]);
}

export const SERVICE_UPDATE: Command = {
  path: "service update",
  use: "[OPTIONS] SERVICE",
  short: "Update a service",
  flags: [...OWN_UPDATE_FLAGS, ...COMMON_FLAGS],
  arguments: { kind: "exact", count: 1 },
  needsManager: true,
  run: update,
};

export const SERVICE_ROLLBACK: Command = {
  path: "service rollback",
  use: "[OPTIONS] SERVICE",
  short: "Revert changes to a service's configuration",
  flags: COMMON_FLAGS.filter(({ name }) => name === "detach" || name === "quiet"),
  arguments: { kind: "exact", count: 1 },
  needsManager: true,
  run: rollback,
};
