/** `--record`: the command itself as the reason of a change, which `rollout history` shows. cli-runtime, pkg/genericclioptions/record_flags.go. */
import { patchObject } from "../../../simulator/kubernetes/manifest/patch.ts";
import { isOn } from "../flag-value.ts";
import type { Begun } from "./begin.ts";
import type { Info } from "./find.ts";

export const CHANGE_CAUSE = "kubernetes.io/change-cause";

/** The command as kubectl writes it down: its words, then its flags in the order in which they were first given. */
export function changeCause({ command, read }: Begun): string | undefined {
  if (!isOn(read, "record")) return undefined;
  const flags = [...read.values].flatMap(([name, values]) => values.map((value) => `--${name}=${value}`));
  return [command, ...read.words, ...flags].join(" ");
}

/** Writes the reason into the object as it is by now. */
export function recordCommand(begun: Begun, { object }: Info): void {
  const cause = changeCause(begun);
  if (cause === undefined || begun.dryRun !== "none") return;
  const { world } = begun.context.world;
  const now = world.store.get(object.kind, object.metadata.name, object.metadata.namespace);
  if (now) patchObject(world, now, "merge", { metadata: { annotations: { [CHANGE_CAUSE]: cause } } });
}
