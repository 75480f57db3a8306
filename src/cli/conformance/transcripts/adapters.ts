/** Recorded commands of real kubectl and docker (transcripts/README.md). Their files' names begin with two digits. */
import type { Outcome } from "../../../lab/shell/outcome.ts";
import type { Adapt, Adapters } from "../adapters.ts";
import type { Foreign } from "../foreign.ts";
import { difference, type Order } from "./compare.ts";
import { groupOfDocker, orderOfDocker, replayDocker } from "./docker.ts";
import { groupOfKubectl, orderOfKubectl, replayKubectl } from "./kubectl.ts";
import type { Step } from "./step.ts";

type Tool = {
  replay: (file: Foreign) => (step: Step) => Outcome;
  groupOf: (step: Step) => string;
  orderOf: (step: Step) => Order;
};

const KUBECTL: Tool = { replay: replayKubectl, groupOf: groupOfKubectl, orderOf: orderOfKubectl };
const DOCKER: Tool = { replay: replayDocker, groupOf: groupOfDocker, orderOf: orderOfDocker };

const replay: Adapt = (file, sheet) => {
  const tool = "docker_cli_version" in file ? DOCKER : KUBECTL;
  const run = tool.replay(file);
  for (const step of file.steps as Step[]) {
    if (step.command === undefined) continue;
    const group = tool.groupOf(step);
    const outcome = attempt(() => run(step));
    if (outcome.outside !== undefined) sheet.outside(group, outcome.outside);
    else
      sheet.row(
        `${step.n} ${step.command}`,
        (check) => {
          const found = difference(step, outcome, file.normalise, tool.orderOf(step));
          check.ok(found === undefined, found ?? "agrees");
        },
        group,
      );
  }
};

/** A command that throws differs; the others go on. */
function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    return { stdout: "", stderr: error instanceof Error ? (error.stack ?? error.message) : String(error), exit: -1 };
  }
}

export const ADAPTERS: Adapters = Object.fromEntries(["0", "1"].map((digit) => [digit, replay]));
