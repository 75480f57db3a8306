/** Journals that differ from what was played in one respect, with everything else at its own moment. */
import type { Turn } from "./view.ts";

const waitFor = (ms: number): string[] => (ms >= 1_000 ? [`wait ${Math.round(ms / 1_000)}s`] : []);

/** The journal without some of its commands, and the same time in their place. */
export function without(turns: readonly Turn[], ...left: number[]): string[] {
  return turns.flatMap(({ text, fromMs, toMs }, at) => (left.includes(at) ? waitFor(toMs - fromMs) : [text]));
}

/** The journal with one of its commands given later, at `toMs`; undefined where another command was still at work then. */
export function postponed(turns: readonly Turn[], moved: number, toMs: number): string[] | undefined {
  const command = turns[moved]?.text;
  const target = turns.findIndex((turn, at) => at > moved && turn.toMs > toMs);
  const during = turns[target];
  if (command === undefined || !during) return undefined;
  const before = without(turns.slice(0, target), moved);
  const rest = turns.slice(target + 1).map(({ text }) => text);
  if (during.fromMs >= toMs) return [...before, command, during.text, ...rest];
  const parted = waitFor(toMs - during.fromMs);
  if (/^finish\b/i.test(during.text)) return [...before, ...parted, command, during.text, ...rest];
  if (!/^(?:wait|sleep)\b/i.test(during.text)) return undefined;
  return [...before, ...parted, command, ...waitFor(during.toMs - toMs), ...rest];
}
