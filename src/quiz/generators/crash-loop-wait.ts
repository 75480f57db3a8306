// CrashLoopBackOff: 10 seconds, doubled after each crash, at most five minutes.
import { type BackOff, CRASH_LOOP, nextBackOff } from "../../simulator/kubernetes/kubelet/back-off.ts";
import { between } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-crash-loop-wait",
  lesson: "troubleshooting",
  section: "troubleshooting#crashloop",
  objective: "read-status",
  difficulty: 2,
};

/** The wait after the n-th crash, when each one comes at once. */
function waitAfter(crashes: number): number {
  let entry: BackOff | undefined;
  let now = 0;
  for (let crash = 0; crash < crashes; crash++) {
    entry = nextBackOff(entry, now, now, CRASH_LOOP);
    now += entry.delayMs;
  }
  return (entry?.delayMs ?? 0) / 1000;
}

export const crashLoopWait = generatorOf(rule, (random) => {
  const crashes = between(random, 2, 9);
  const value = waitAfter(crashes);
  const waits = Array.from({ length: crashes }, (_, index) => waitAfter(index + 1));
  const doubled = 10 * 2 ** (crashes - 1);
  return {
    stem: `A container with \`restartPolicy: Always\` exits right after each start. How long does the kubelet wait after crash number ${crashes} before it restarts the container, by default?`,
    answer: { value, unit: "seconds" },
    right: "Right: the wait doubles from 10 seconds up to 300.",
    working: [
      "The wait begins at 10 seconds and doubles with each crash, at most 300 seconds.",
      `After crashes 1 to ${crashes}: ${waits.join(", ")}.`,
      `So it waits ${value} seconds.`,
    ],
    wrong: [
      { value: crashes * 10, why: "The wait doubles; it does not grow by 10 seconds each time." },
      { value: doubled * 2, why: "The first wait is 10 seconds; the doubling begins with the second." },
      { value: doubled, why: "The wait is capped at 300 seconds." },
      { value: value / 2, why: "That was the wait before." },
      { value: 10, why: "The wait is not constant: it doubles with each crash." },
    ],
  };
});
