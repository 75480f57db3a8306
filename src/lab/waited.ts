/** What commands that block have cost of the lab's time, and what spares one that: nobody can interrupt a command in a thread. */
import type { ToolCall } from "./command.ts";
import { span } from "./words-of.ts";

/** So long a call blocked, in simulated milliseconds. */
export type Wait = { call: Pick<ToolCall, "kind" | "words">; ms: number };

/** Less than this nobody minds. */
const LONG_MS = 30_000;

/** What spares whoever types it the wait, by how the command begins: the first that fits. */
const SPARED_BY: readonly (readonly [command: RegExp, how: string])[] = [
  [/^kubectl rollout status\b/, "`--timeout=30s` gives up sooner, `--watch=false` looks once"],
  [/^kubectl delete\b/, "`--wait=false` does not wait"],
  [/^kubectl\b/, "`--timeout=30s` gives up sooner"],
  [/^docker\b/, "`--detach` does not wait"],
];

/** A watch is asked for, and says itself how long the lab has watched. */
const isWatch = ({ kind, words }: Wait["call"]) => kind === "kubectl" && words[0] === "get";

/** One line for a whole reply, about the longest wait of it; "" where nobody waited for long. */
export function tellWaits(every: readonly Wait[]): string {
  const waits = every.filter(({ call }) => !isWatch(call));
  const all = waits.reduce((sum, { ms }) => sum + ms, 0);
  const [longest] = waits.toSorted((a, b) => b.ms - a.ms);
  if (!longest || all < LONG_MS) return "";
  const command = [longest.call.kind, ...longest.call.words].join(" ");
  const how = SPARED_BY.find(([pattern]) => pattern.test(command))?.[1];
  return `This waited ${span(all)} of the lab's time: ${how === undefined ? "" : `${how}, and `}\`undo\` takes command and time back.`;
}
