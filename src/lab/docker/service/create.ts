/** docker service create */
import { own } from "../../shell/own.ts";
import { failed, joined, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn, isSet, listOf, textOf, type Flags } from "../command/flags.ts";
import { parsePorts } from "../command/flag-syntax.ts";
import { keyOf, keyValues } from "../engine/key-values.ts";
import type { ApiMode, ApiPlacement, ApiPort, ApiServiceSpec, ContainerSpec } from "../engine/objects.ts";
import { imageError } from "../format/names.ts";
import { applyCommonFlags, flagConflict, numberOf } from "./apply-flags.ts";
import { findNetworks, missingAttachment, parseMount } from "./attachments.ts";
import { COMMON_FLAGS, CREATE_DEFAULTS } from "./common-flags.ts";
import { converge, inBackground } from "./converge.ts";
import { OWN_CREATE_FLAGS } from "./create-flags.ts";
import { readEnvironment } from "./environment.ts";
import { resolveImage } from "./resolve-image.ts";

const REPLICATED_ONLY = "can only be used with replicated or replicated-job mode";

type Wanted = { replicas: number; concurrent: number };

const MODES: Readonly<Record<string, (wanted: Wanted) => ApiMode>> = {
  global: () => ({ Global: {} }),
  "global-job": () => ({ GlobalJob: {} }),
  replicated: ({ replicas }) => ({ Replicated: { Replicas: replicas } }),
  "replicated-job": ({ replicas, concurrent }) => ({
    ReplicatedJob: { MaxConcurrent: concurrent, TotalCompletions: replicas },
  }),
};

/** What the client refuses about the flags of a mode that it knows. */
function modeConflict(mode: string, flags: Flags): string | undefined {
  const isGlobal = mode.startsWith("global");
  if (isGlobal && isSet(flags, "replicas")) return `replicas ${REPLICATED_ONLY}`;
  if (isGlobal && numberOf(flags, "replicas-max-per-node") > 0) return `replicas-max-per-node ${REPLICATED_ONLY}`;
  const isConcurrent = isSet(flags, "max-concurrent");
  return isConcurrent && mode !== "replicated-job"
    ? "max-concurrent can only be used with replicated-job mode"
    : undefined;
}

function modeOf(flags: Flags): { mode: ApiMode } | { error: string } {
  const name = textOf(flags, "mode") ?? "replicated";
  const make = own(MODES, name);
  if (!make) return { error: `Unknown mode: ${name}, only replicated and global supported` };
  const conflict = modeConflict(name, flags);
  if (conflict !== undefined) return { error: conflict };
  const replicas = isSet(flags, "replicas") ? numberOf(flags, "replicas") : 1;
  const concurrent = isSet(flags, "max-concurrent") ? numberOf(flags, "max-concurrent") : replicas;
  return { mode: make({ replicas, concurrent }) };
}

const portsOf = (texts: readonly string[]): ApiPort[] =>
  texts.flatMap((text) => {
    const parsed = parsePorts(text);
    return "ports" in parsed ? parsed.ports : [];
  });

/** Later values of a name replace earlier ones. */
export function mergedEnv(texts: readonly string[]): string[] {
  return texts.filter((text, index) => !texts.slice(index + 1).some((later) => keyOf(later) === keyOf(text)));
}

const nonEmpty = <K extends string, V>(name: K, list: readonly V[]) =>
  (list.length === 0 ? {} : { [name]: [...list] }) as { [key in K]?: V[] };

function containerOf({ flags, args, files }: Call): { container: ContainerSpec } | { error: string } {
  const [image = "", ...words] = args;
  const read = readEnvironment(listOf(flags, "env-file"), files);
  if ("error" in read) return read;
  const mounts = listOf(flags, "mount").map(parseMount);
  const wrong = mounts.find((one) => "error" in one);
  if (wrong && "error" in wrong) return wrong;
  const labels = keyValues(listOf(flags, "container-label"));
  return {
    container: {
      Image: image,
      ...(Object.keys(labels).length === 0 ? {} : { Labels: labels }),
      ...nonEmpty("Args", words),
      ...nonEmpty("Env", mergedEnv([...read.environment, ...listOf(flags, "env")])),
      ...nonEmpty("Groups", listOf(flags, "group")),
      ...nonEmpty(
        "Hosts",
        listOf(flags, "host").map((text) => text.split(":").toReversed().join(" ")),
      ),
      ...nonEmpty(
        "Mounts",
        mounts.flatMap((one) => ("mount" in one ? [one.mount] : [])),
      ),
      ...(isSet(flags, "sysctl") ? { Sysctls: keyValues(listOf(flags, "sysctl")) } : {}),
      Init: false,
      DNSConfig: {
        ...nonEmpty("Nameservers", listOf(flags, "dns")),
        ...nonEmpty("Search", listOf(flags, "dns-search")),
        ...nonEmpty("Options", listOf(flags, "dns-option")),
      },
    },
  };
}

const spread = (text: string) => ({ Spread: { SpreadDescriptor: text.split("=").slice(1).join("=") } });

function placementOf(flags: Flags): ApiPlacement {
  return {
    ...nonEmpty("Constraints", listOf(flags, "constraint")),
    ...nonEmpty("Preferences", listOf(flags, "placement-pref").map(spread)),
  };
}

/** Jobs are not updated step by step. */
const isUpdatedJob = ({ Mode, UpdateConfig, RollbackConfig }: ApiServiceSpec) =>
  (Mode.ReplicatedJob ?? Mode.GlobalJob) !== undefined && (UpdateConfig ?? RollbackConfig) !== undefined;

function specOf(call: Call): { spec: ApiServiceSpec } | { error: string } {
  const { engine, flags } = call;
  const container = containerOf(call);
  if ("error" in container) return container;
  const mode = modeOf(flags);
  if ("error" in mode) return mode;
  const networks = findNetworks(engine, listOf(flags, "network"));
  if ("error" in networks) return networks;
  const spec: ApiServiceSpec = {
    Name: textOf(flags, "name") ?? "",
    Labels: keyValues(listOf(flags, "label")),
    TaskTemplate: {
      ContainerSpec: container.container,
      Resources: { Limits: {}, Reservations: {} },
      Placement: placementOf(flags),
      ...nonEmpty("Networks", networks.networks),
      ForceUpdate: 0,
    },
    Mode: mode.mode,
    EndpointSpec: { Mode: "vip", ...nonEmpty("Ports", portsOf(listOf(flags, "publish"))) },
  };
  applyCommonFlags(spec, flags);
  const wrong = isUpdatedJob(spec) ? "update and rollback configuration is not supported for jobs" : undefined;
  const error = flagConflict(flags) ?? wrong ?? missingAttachment(flags);
  return error === undefined ? { spec } : { error };
}

function create(call: Call): Outcome {
  const { engine, flags } = call;
  const made = specOf(call);
  if ("error" in made) return failed(made.error);
  const { spec } = made;
  const wrong = imageError(spec.TaskTemplate.ContainerSpec.Image);
  if (wrong !== undefined) return failed(wrong);
  const image = resolveImage(engine, spec.TaskTemplate.ContainerSpec.Image, flags);
  spec.TaskTemplate.ContainerSpec = { ...spec.TaskTemplate.ContainerSpec, Image: image.image };
  const answer = engine.createService(spec);
  if ("error" in answer) return failed(answer.error);
  const outcomes: Outcome[] = [{ ...printed(answer.id), stderr: image.warning }];
  outcomes.push(isOn(flags, "detach") ? inBackground(call) : converge(call, answer.id, isOn(flags, "quiet")));
  return joined(outcomes);
}

const withDefault = (flag: (typeof COMMON_FLAGS)[number]) => {
  const value = CREATE_DEFAULTS[flag.name];
  return value === undefined ? flag : { ...flag, default: value };
};

export const SERVICE_CREATE: Command = {
  path: "service create",
  use: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  short: "Create a new service",
  flags: [
    ...OWN_CREATE_FLAGS.map((flag) => (flag.name === "mode" ? { ...flag, default: '"replicated"' } : flag)),
    ...COMMON_FLAGS.map(withDefault),
  ],
  arguments: { kind: "atLeast", count: 1 },
  stopsAtArgument: true,
  needsManager: true,
  run: create,
};
