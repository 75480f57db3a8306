/** `kubectl cordon` and `kubectl uncordon`. Kubernetes 1.36, kubectl, pkg/cmd/drain/drain.go (RunCordonOrUncordon). */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import { setUnschedulable } from "../../../simulator/kubernetes/drain/cordon.ts";
import { failed, type Outcome } from "../../shell/outcome.ts";
import type { ApiResource } from "../api-resources.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint, misuse } from "../errors.ts";
import { textOf } from "../flag-value.ts";
import { type FlagsRead, readFlags } from "../flags.ts";
import { DRY_RUN, SELECTOR } from "./common-flags.ts";
import { DRY_RUN_SUFFIX, type DryRun, readDryRun } from "./dry-run.ts";
import { tellFailures } from "./failure.ts";
import { findObjects } from "./find.ts";
import { createReport, type Report } from "./report.ts";

type Nodes = { ok: true; nodes: Node[] } | { ok: false; outcome: Outcome };

/** The nodes that are named or selected. The first that is not there ends the command before anything is done. */
export function findNodes(context: KubectlContext, read: FlagsRead, command: string): Nodes {
  const verb = command.replace("kubectl ", "");
  const isSelected = textOf(read, "selector") !== "";
  if (read.words.length === 0 && !isSelected)
    return { ok: false, outcome: misuse(command, `USAGE: ${verb} NODE [flags]`) };
  if (read.words.length > 0 && isSelected)
    return { ok: false, outcome: misuse(command, "cannot specify both a node name and a --selector option") };
  const words = isSelected ? ["nodes"] : read.words.map((word) => (word.includes("/") ? word : `nodes/${word}`));
  const found = findObjects(context, read, words);
  if (!found.ok) return found;
  const [missing] = found.failures;
  if (missing) return { ok: false, outcome: failed(tellFailures([missing])) };
  const stranger = found.infos.find(({ object }) => object.kind !== "Node");
  if (stranger)
    return { ok: false, outcome: complaint(`expected resource of type node, got "${gvrOf(stranger.resource)}"`) };
  return { ok: true, nodes: found.infos.flatMap(({ object }) => (object.kind === "Node" ? [object] : [])) };
}

/** schema.GroupVersionResource's text: "apps/v1, Resource=deployments". */
export const gvrOf = ({ apiVersion, plural }: ApiResource) =>
  `${apiVersion.includes("/") ? apiVersion : `/${apiVersion}`}, Resource=${plural}`;

/** Marks each node, or says that it is marked already. */
export function cordonNodes(
  { world }: KubectlContext,
  nodes: Node[],
  wanted: boolean,
  { report, dryRun }: { report: Report; dryRun: DryRun },
): void {
  const suffix = DRY_RUN_SUFFIX[dryRun];
  for (const node of nodes) {
    const { name } = node.metadata;
    const verb = wanted ? "cordon" : "uncordon";
    const isSo = (node.spec.unschedulable ?? false) === wanted;
    const say = (text: string) => report.say(`node/${name} ${text}${suffix}`);
    if (isSo || dryRun !== "none") say(`${isSo ? "already " : ""}${verb}ed`);
    else {
      const answer = setUnschedulable(world.world, name, wanted);
      if (answer.ok) say(answer.object);
      else report.warn(`error: unable to ${verb} node ${JSON.stringify(name)}: ${answer.error.message}`);
    }
  }
}

function mark(verb: "cordon" | "uncordon", context: KubectlContext, args: string[]) {
  const command = `kubectl ${verb}`;
  const read = readFlags(command, args, { ...SELECTOR, ...DRY_RUN });
  if (!read.ok) return read.outcome;
  const report = createReport(read.warnings);
  const dryRun = readDryRun(context, read, report);
  if (!dryRun) return report.outcome();
  const found = findNodes(context, read, command);
  if (!found.ok) return found.outcome;
  cordonNodes(context, found.nodes, verb === "cordon", { report, dryRun });
  return report.outcome();
}

export const cordon: Verb = (context, args) => mark("cordon", context, args);
export const uncordon: Verb = (context, args) => mark("uncordon", context, args);
