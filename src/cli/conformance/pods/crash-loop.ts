import type { Adapt } from "../adapters.ts";
import {
  nextBackOff,
  waitsUntil,
  type BackOff,
  type BackOffLimits,
} from "../../../simulator/kubernetes/kubelet/back-off.ts";

type Step = { start: number; exit: number; backoffSec: number };

/** A container that runs so many seconds each time (the last length stays), as long as the expectation goes; seconds. */
function restarts(runSec: number[], count: number, limits: BackOffLimits): Step[] {
  const steps: Step[] = [];
  let entry: BackOff | undefined;
  let start = 0;
  for (let i = 0; i < count; i++) {
    const exit = start + (runSec[Math.min(i, runSec.length - 1)] ?? 0) * 1_000;
    const until = waitsUntil(entry, exit, exit, limits) ?? exit;
    steps.push({ start: start / 1_000, exit: exit / 1_000, backoffSec: (until - exit) / 1_000 });
    entry = nextBackOff(entry, exit, until, limits);
    start = until;
  }
  return steps;
}

export const replayCrashLoop: Adapt = (file, sheet) => {
  for (const [index, { runSec, initialSec, maxSec, expect }] of file.cases.entries()) {
    const limits = { initialMs: initialSec * 1_000, maxMs: maxSec * 1_000 };
    const expected = expect.map(({ start, exit, backoffSec }: Step) => ({ start, exit, backoffSec }));
    sheet.row(`${index} runs ${runSec.join(", ")} s`, (check) =>
      check.equal(restarts(runSec, expect.length, limits), expected),
    );
  }
};
