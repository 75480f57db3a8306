/** `kubectl drain`: cordons nodes and empties them while the cluster's time passes. Kubernetes 1.36, kubectl, pkg/cmd/drain/drain.go. */
import type { LabelSelectorRequirement } from "../../../simulator/kubernetes/api/meta.ts";
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import { aggregate } from "../../../simulator/kubernetes/drain/aggregate.ts";
import { selectOn, startDrain } from "../../../simulator/kubernetes/drain/drain.ts";
import type { Asked } from "../../../simulator/kubernetes/drain/evict-pods.ts";
import type { DrainOptions } from "../../../simulator/kubernetes/drain/filters.ts";
import type { Outcome } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { durationOf, isOn, numberOf, textOf } from "../flag-value.ts";
import { type FlagsRead, readFlags } from "../flags.ts";
import { readSelector, type Requirement } from "../selector.ts";
import { DRY_RUN, SELECTOR } from "./common-flags.ts";
import { cordonNodes, findNodes } from "./cordon.ts";
import { DRY_RUN_SUFFIX, type DryRun, readDryRun } from "./dry-run.ts";
import { createFold } from "./fold.ts";
import { createReport, type Report } from "./report.ts";
import { LONGEST_WAIT_MS, passUntil, stillGoing } from "./time.ts";

const FLAGS = {
  ...SELECTOR,
  ...DRY_RUN,
  force: { type: "bool" },
  "ignore-daemonsets": { type: "bool" },
  "delete-emptydir-data": { type: "bool" },
  "grace-period": { type: "int", value: "-1" },
  timeout: { type: "duration", value: "0s" },
  "pod-selector": { type: "text" },
  "disable-eviction": { type: "bool" },
  "skip-wait-for-delete-timeout": { type: "int", value: "0" },
  "chunk-size": { type: "int64", value: "500" },
} as const;

const OPERATORS: Partial<Record<Requirement["operator"], LabelSelectorRequirement["operator"]>> = {
  in: "In",
  notin: "NotIn",
  exists: "Exists",
  "!": "DoesNotExist",
};

/** A selector of the command line as one of the API; nothing when it cannot be read. */
function apiSelector(text: string): LabelSelectorRequirement[] | undefined {
  const read = readSelector(text);
  if (!read.ok) return undefined;
  return read.requirements.flatMap(({ key, operator, values }) => {
    const own = OPERATORS[operator];
    return own ? [{ key, operator: own, values: [...values] }] : [];
  });
}

function optionsOf(read: FlagsRead, matchExpressions: LabelSelectorRequirement[] | undefined): DrainOptions {
  return {
    force: isOn(read, "force"),
    ignoreDaemonSets: isOn(read, "ignore-daemonsets"),
    deleteEmptyDirData: isOn(read, "delete-emptydir-data"),
    disableEviction: isOn(read, "disable-eviction"),
    gracePeriodSeconds: numberOf(read, "grace-period") ?? -1,
    timeoutMs: durationOf(read, "timeout") ?? 0,
    skipWaitForDeleteTimeoutSeconds: numberOf(read, "skip-wait-for-delete-timeout") ?? 0,
    ...(matchExpressions ? { podSelector: { matchExpressions } } : {}),
  };
}

/** What a drain would do, told without doing it. */
function rehearse(
  context: KubectlContext,
  nodes: Node[],
  options: DrainOptions,
  { report, dryRun }: { report: Report; dryRun: DryRun },
): void {
  const suffix = DRY_RUN_SUFFIX[dryRun];
  const pending: { name: string; errors: string[] }[] = [];
  for (const { metadata } of nodes) {
    const { name } = metadata;
    const { pods, warning, errors } = selectOn(context.world.world, name, options);
    if (errors.length > 0) {
      report.warn(
        `error: unable to drain node ${JSON.stringify(name)} due to error: ${aggregate(errors)}, continuing command...`,
      );
      pending.push({ name, errors });
      continue;
    }
    if (warning !== "") report.warn(`Warning: ${warning}`);
    for (const pod of pods) report.say(`evicting pod ${pod.metadata.namespace}/${pod.metadata.name}${suffix}`);
    report.say(`node/${name} drained${suffix}`);
  }
  if (pending.length === 0) return;
  report.warn(["There are pending nodes to be drained:", ...pending.map(({ name }) => ` ${name}`)].join("\n"));
  report.fail({
    message: "",
    parts: pending.flatMap(({ errors }) => errors.map((message) => ({ message, parts: [] }))),
  });
}

/** More than what lies between two tries to evict a pod. */
const RETRY_MS = 6_000;

/** Runs the cluster until the drain has ended, or for as long as a lab waits. Both streams come in the order in which kubectl writes them. */
function carryOut(context: KubectlContext, nodes: string[], options: DrainOptions, report: Report): Outcome {
  const lines = createFold((stream, line) => (stream === "out" ? report.say(line) : report.warn(line)));
  let exit: number | undefined;
  const done = (code: number) => {
    exit = code;
  };
  const asked: Asked = (pod, answer) => {
    if (!answer.ok && answer.error.reason === "TooManyRequests") context.noteRefused?.(pod);
  };
  const running = startDrain(context.world.world, { nodes, options, say: lines.say, asked, done });
  const { timeoutMs = 0 } = options;
  // A node's time is up at the first try after it.
  const most = timeoutMs > 0 ? (timeoutMs + RETRY_MS) * nodes.length : LONGEST_WAIT_MS;
  passUntil(context, most, () => exit !== undefined);
  lines.end();
  if (exit === undefined) {
    running.stop();
    report.warn(stillGoing(`${nodes.join(", ")} to be drained`));
  }
  return { ...report.outcome(), exit: exit ?? 1, terminal: report.terminal() };
}

export const drain: Verb = (context, args) => {
  const read = readFlags("kubectl drain", args, FLAGS);
  if (!read.ok) return read.outcome;
  const report = createReport(read.warnings);
  const dryRun = readDryRun(context, read, report);
  if (!dryRun) return report.outcome();
  const text = textOf(read, "pod-selector");
  const selector = text === "" ? undefined : apiSelector(text);
  if (text !== "" && !selector) return complaint("--pod-selector=<pod_selector> must be a valid label selector");
  const found = findNodes(context, read, "kubectl drain");
  if (!found.ok) return found.outcome;
  const options = optionsOf(read, selector);
  if (dryRun !== "none") {
    cordonNodes(context, found.nodes, true, { report, dryRun });
    rehearse(context, found.nodes, options, { report, dryRun });
    return report.outcome();
  }
  const names = found.nodes.map(({ metadata }) => metadata.name);
  return carryOut(context, names, options, report);
};
