/** What the metrics server measured is in no snapshot: it is read from what `kubectl top` printed in the same state. */
import type { ContainerUsage, Usage } from "../../../lab/kubectl/context.ts";
import { milliOf, unitsOf } from "../../../simulator/kubernetes/api/quantity.ts";
import type { Step } from "./step.ts";

const PODS = "kubectl top pods --containers";
const NODES = "kubectl top nodes";

/** A step that the readings come from proves nothing. */
export const isReading = ({ command, exit }: Step) => exit === 0 && (command === PODS || command === NODES);

const rows = (step: Step | undefined) =>
  (step?.stdout ?? "")
    .split("\n")
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(/ {2,}/));

const containerOf = ([pod = "", container = "", cpu = "0", memory = "0"]: string[]): ContainerUsage => ({
  namespace: "default",
  pod,
  container,
  cpu: milliOf(cpu),
  memory: unitsOf(memory),
});

/** Nothing when there was no Metrics API; without rows when it had no data yet. */
export function readingsOf(steps: readonly Step[], { snapshot }: Step): Usage | undefined {
  const inState = steps.filter((step) => step.snapshot === snapshot && snapshot !== undefined);
  const answered = inState.filter(
    ({ command = "", stderr }) => command.startsWith("kubectl top") && !stderr.includes("not available\n"),
  );
  if (answered.length === 0) return undefined;
  const of = (command: string) => rows(inState.find((step) => step.command === command));
  const nodes = of(NODES).map(([node = "", cpu = "0", , memory = "0"]) => ({
    node,
    cpu: milliOf(cpu),
    memory: unitsOf(memory),
  }));
  return { containers: of(PODS).map(containerOf), nodes };
}
