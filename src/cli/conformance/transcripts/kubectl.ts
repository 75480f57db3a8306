/** Recorded kubectl commands, given to the code that the lab runs, on a simulated cluster in the state that they were recorded in. */
import type { KubectlContext } from "../../../lab/kubectl/context.ts";
import { runKubectl } from "../../../lab/kubectl/kubectl.ts";
import { findResource } from "../../../lab/kubectl/resources.ts";
import { type Outcome, lacking } from "../../../lab/shell/outcome.ts";
import { splitWords } from "../../../lab/words.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Foreign } from "../foreign.ts";
import type { Order } from "./compare.ts";
import { isReading, readingsOf } from "./readings.ts";
import { loadSnapshot } from "./snapshot.ts";
import type { Step } from "./step.ts";

/** What lay between two commands at the least when they were recorded: the controllers have begun by the next one. */
const TYPING_MS = 300;

type Running = { kubernetes: Kubernetes; epoch: number };

/** Runs one step after the other; where a step names a snapshot, on that state, otherwise on what the steps before it have made. */
export function replayKubectl(file: Foreign): (step: Step) => Outcome {
  let running: Running | undefined;
  const stateOf = ({ at, snapshot }: Step): Running => {
    const instant = Date.parse(at);
    if (snapshot !== undefined || !running)
      return (running = { kubernetes: loadSnapshot(itemsOf(file, snapshot), instant), epoch: instant });
    const now = instant - running.epoch;
    if (now > running.kubernetes.loop.now()) running.kubernetes.run(now);
    return running;
  };
  return (step) => {
    const words = splitWords(step.command ?? "");
    if ("refused" in words) return lacking("the shell", words.refused);
    const [[tool, ...args] = []] = words.commands;
    if (tool !== "kubectl") return lacking(tool ?? "", "The lab's commands begin with kubectl.");
    if (isReading(step))
      return lacking("readings of the metrics server", "The other steps' readings are taken from it.");
    const { kubernetes } = stateOf(step);
    const usage = readingsOf(file.steps, step);
    const context: KubectlContext = {
      world: kubernetes,
      stdin: step.stdin ?? "",
      files: filesOf(file),
      now: kubernetes.loop.now,
      ...(usage ? { usage: () => usage } : {}),
    };
    const outcome = runKubectl(context, args);
    kubernetes.run(kubernetes.loop.now() + TYPING_MS);
    return outcome;
  };
}

/** Where nothing was recorded before the first command there were the nodes alone. */
const itemsOf = (file: Foreign, snapshot: string | undefined): Foreign[] =>
  snapshot === undefined ? (file.nodes ?? []) : file.snapshots[snapshot].items;

function filesOf(file: Foreign): Record<string, string> {
  const manifests = (file.manifests ?? []).map(({ file: name, yaml }: Foreign) => [name, yaml]);
  return { ...Object.fromEntries(manifests), ...file.files };
}

/** The flags of a command that take the next word. */
const WITH_VALUE =
  /^(-[nlofLs]|--(namespace|selector|output|filename|sort-by|field-selector|label-columns|replicas|image|for|timeout))$/;

const plainWords = (args: readonly string[]) =>
  args.filter((word, at) => !word.startsWith("-") && !WITH_VALUE.test(args[at - 1] ?? ""));

/** The verbs that have verbs of their own. */
const FAMILIES = new Set(["rollout", "set", "create", "top", "auth", "config", "cluster-info"]);

/** `kubectl get pods`, `kubectl rollout status`: what a step is counted under. */
export function groupOfKubectl({ command = "" }: Step): string {
  const words = splitWords(command);
  const [tool = "", ...args] = "refused" in words ? [] : (words.commands[0] ?? []);
  if (tool !== "kubectl") return `${tool} ...`;
  const [verb = "", second = ""] = plainWords(args);
  const [type = ""] = second.split("/");
  return `kubectl ${verb} ${FAMILIES.has(verb) ? type : kindsOf(type)}`.trim();
}

/** `deployments,services` of `deploy,svc`; nothing of what is no kind. */
function kindsOf(type: string): string {
  const kinds = type.split(",").map((word) => (word === "all" ? "all" : findResource(word)?.plural));
  return kinds.includes(undefined) ? "" : kinds.join(",");
}

/** Lists, events and evictions come in an order that chance gives, where the objects are not those that were recorded. */
export function orderOfKubectl({ command = "", snapshot }: Step): Order {
  if (/^kubectl rollout status\b/.test(command)) return "distinct";
  if (/^kubectl (get events|events|drain)\b/.test(command)) return "set";
  const listed = /^kubectl (get|describe|delete|apply|top)\b/.test(command) && !command.includes("--sort-by");
  return listed && snapshot === undefined ? "set" : "sequence";
}
