// A Job waits 10 seconds, 20, 40 ... up to ten minutes before it replaces a failed pod.
import { remainingBackoff } from "../../simulator/kubernetes/job/backoff.ts";
import { between } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-job-backoff",
  lesson: "jobs-and-cronjobs",
  section: "jobs-and-cronjobs#retries",
  objective: "job-failure",
  difficulty: 3,
};

const waitAfter = (failures: number) =>
  remainingBackoff({ failuresAfterLastSuccess: failures, lastFailureTime: 0 }, 0) / 1000;

export const jobBackoff = generatorOf(rule, (random) => {
  const failures = between(random, 2, 8);
  const value = waitAfter(failures);
  const waits = Array.from({ length: failures }, (_, index) => waitAfter(index + 1));
  return {
    stem: `The pods of a Job with \`restartPolicy: Never\` fail one after the other; none has succeeded. How many seconds after failure number ${failures} may the Job controller create the next pod?`,
    answer: { value, unit: "seconds" },
    right: "Right: 10 seconds, doubled with each failure, at most 600.",
    working: [
      "The delay is 10 seconds after the first failure and doubles with each further one, at most 600 seconds.",
      `After failures 1 to ${failures}: ${waits.join(", ")}.`,
      `So ${value} seconds.`,
    ],
    wrong: [
      { value: failures * 10, why: "The delay doubles; it does not grow by 10 seconds each time." },
      {
        value: Math.min(300, value),
        why: "300 seconds is the kubelet's cap for restarting containers; a Job's is 600.",
      },
      { value: value * 2, why: "The first delay is 10 seconds; the doubling begins with the second failure." },
      { value: 0, why: "A Job does not replace failed pods at once: it backs off." },
      { value: value / 2, why: "That was the delay before." },
    ],
  };
});
