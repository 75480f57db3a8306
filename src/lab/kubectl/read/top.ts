/** `kubectl top`: what the metrics server last measured. Kubernetes 1.36, kubectl, pkg/cmd/top and pkg/metricsutil. */
import { lacking, type Outcome } from "../../shell/outcome.ts";
import type { Verb } from "../context.ts";
import { misuse } from "../errors.ts";
import { topNodes } from "./top-nodes.ts";
import { topPods } from "./top-pods.ts";

const NODES = new Set(["node", "nodes", "no"]);
const PODS = new Set(["pod", "pods", "po"]);

export const top: Verb = (context, args): Outcome => {
  const at = args.findIndex((word) => !word.startsWith("-"));
  const what = args[at];
  if (what === undefined) return lacking("kubectl top --help", "Say of what: kubectl top pods or kubectl top nodes.");
  const rest = args.toSpliced(at, 1);
  if (NODES.has(what)) return topNodes(context, rest);
  return PODS.has(what)
    ? topPods(context, rest)
    : misuse("kubectl top", `unknown command ${JSON.stringify(args.slice(at).join(" "))}`);
};
