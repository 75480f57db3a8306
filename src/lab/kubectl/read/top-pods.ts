/** `kubectl top pods`. */
import { type Outcome, failed, printed } from "../../shell/outcome.ts";
import type { ContainerUsage, KubectlContext, Verb } from "../context.ts";
import { complaint, serverError } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import { type Flags, type FlagsRead, readFlags } from "../flags.ts";
import { meets, readSelector, type Requirement } from "../selector.ts";
import { namespaceOf } from "./namespace.ts";
import { type Amounts, printAmounts, printRows, sorted, sortProblem, sumOf } from "./top-table.ts";

const FLAGS: Flags = {
  "all-namespaces": { type: "bool", short: "A" },
  containers: { type: "bool" },
  "field-selector": { type: "text", lacks: "The lab's metrics are selected by labels only." },
  "no-headers": { type: "bool" },
  selector: { type: "text", short: "l" },
  "show-swap": { type: "bool", lacks: "The lab's nodes have no swap." },
  "sort-by": { type: "text" },
  sum: { type: "bool" },
  "use-protocol-buffers": { type: "bool" },
};

type PodUsage = Amounts & { namespace: string; pod: string; containers: ContainerUsage[] };

export const topPods: Verb = (context, args) => {
  const read = readFlags("kubectl top pod", args, FLAGS);
  if (!read.ok) return read.outcome;
  const selector = readSelector(textOf(read, "selector"));
  const problem = problemOf(read) ?? (selector.ok ? undefined : selector.message);
  if (problem !== undefined) return complaint(problem);
  if (!context.usage) return complaint("Metrics API not available");
  const pods = measured(context, read, selector.ok ? selector.requirements : []);
  return pods.length === 0 ? nothing(context, read, selector.ok ? selector.requirements : []) : show(read, pods);
};

function problemOf(read: FlagsRead): string | undefined {
  if (read.words.length > 1) return "only one pod is supported";
  if (read.words.length > 0 && textOf(read, "selector") !== "") return "only one of NAME or --selector can be provided";
  return sortProblem(textOf(read, "sort-by"));
}

function measured(context: KubectlContext, read: FlagsRead, requirements: readonly Requirement[]): PodUsage[] {
  const [name] = read.words;
  const own = isOn(read, "all-namespaces") ? undefined : namespaceOf(context, read);
  const labelsOf = (pod: string, namespace: string) => context.world.store.get("Pod", pod, namespace)?.metadata.labels;
  const wanted = (context.usage?.().containers ?? []).filter(
    ({ namespace, pod }) =>
      (own ?? namespace) === namespace && (name ?? pod) === pod && meets(labelsOf(pod, namespace), requirements),
  );
  return byPod(wanted);
}

function byPod(usages: readonly ContainerUsage[]): PodUsage[] {
  const pods = Map.groupBy(usages, ({ namespace, pod }) => `${namespace}/${pod}`);
  return [...pods.values()].flatMap((containers) => {
    const [first] = containers;
    return first ? [{ namespace: first.namespace, pod: first.pod, containers, ...sumOf(containers) }] : [];
  });
}

function nothing(context: KubectlContext, read: FlagsRead, requirements: readonly Requirement[]): Outcome {
  const [name] = read.words;
  const namespace = namespaceOf(context, read);
  if (name !== undefined)
    return failed(serverError("NotFound", `pods.metrics.k8s.io ${JSON.stringify(name)} not found`));
  const everywhere = isOn(read, "all-namespaces");
  const pods = context.world.store.list("Pod", everywhere ? undefined : namespace);
  if (pods.some(({ metadata }) => meets(metadata.labels, requirements))) return complaint("metrics not available yet");
  const where = everywhere ? "No resources found" : `No resources found in ${namespace} namespace.`;
  return { stdout: "", stderr: `${where}\n`, exit: 0 };
}

function show(read: FlagsRead, pods: readonly PodUsage[]): Outcome {
  const [everywhere, each] = [isOn(read, "all-namespaces"), isOn(read, "containers")];
  const sortBy = textOf(read, "sort-by");
  const lead = ({ namespace }: PodUsage) => (everywhere ? [namespace] : []);
  const inOrder = sorted(pods, sortBy, ({ namespace, pod }) => (everywhere ? `${namespace}/${pod}` : pod));
  const rows = inOrder.flatMap((usage) =>
    each
      ? sorted(usage.containers, sortBy, ({ container }) => container).map((one) => [
          ...lead(usage),
          usage.pod,
          one.container,
          ...printAmounts(one),
        ])
      : [[...lead(usage), usage.pod, ...printAmounts(usage)]],
  );
  const header = [
    ...(everywhere ? ["NAMESPACE"] : []),
    ...(each ? ["POD"] : []),
    "NAME",
    "CPU(cores)",
    "MEMORY(bytes)",
  ];
  const all = isOn(read, "no-headers") ? rows : [header, ...rows];
  return printed(printRows(isOn(read, "sum") ? [...all, ...sumRows(pods, header.length)] : all));
}

/** A line of dashes under the amounts, and their sums. */
function sumRows(pods: readonly PodUsage[], width: number): string[][] {
  const blank = Array.from({ length: width - 2 }, () => "");
  return [
    [...blank, "________", "________"],
    [...blank, ...printAmounts(sumOf(pods))],
  ];
}
