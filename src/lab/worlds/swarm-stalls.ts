/** Updates of services that are paused or do not come on: what became of the new tasks, and what the update's settings make of that. */
import { DEFAULT_UPDATE } from "../../simulator/swarm/defaults.ts";
import type { Task, UpdateConfig } from "../../simulator/swarm/objects.ts";
import type { ListedService, Swarm } from "../../simulator/swarm/swarm-api.ts";
import { tellReasons } from "../mechanism.ts";
import { count } from "../words-of.ts";
import { countReasons, inBrackets, type Missing } from "./missing.ts";
import type { Stall } from "./stalls.ts";
import { keptFromRunning } from "./swarm-missing.ts";

/** A new task may take so long to come up before anybody would call it stuck. */
const PATIENCE_MS = 60_000;
const PAUSED: readonly string[] = ["paused", "rollback_paused"];
const GOING_ON: readonly string[] = ["updating", "rollback_started"];
const FAILED: readonly string[] = ["failed", "rejected", "orphaned"];

export function swarmStalls(swarm: Swarm): Stall[] {
  return swarm.services().flatMap((service) => {
    const { state } = service.updateStatus ?? {};
    return state !== undefined && [...PAUSED, ...GOING_ON].includes(state) ? stallOf(swarm, service, state) : [];
  });
}

function stallOf(swarm: Swarm, service: ListedService, state: string): Stall[] {
  const { name } = service.spec;
  const isPaused = PAUSED.includes(state);
  const isBack = state.startsWith("rollback");
  const reasons = keepingOf(swarm, service);
  const failed = failuresOf(swarm, service);
  if (!isPaused && reasons.length === 0 && failed === "") return [];
  const tell = (verb: "is" | "was") =>
    [failed, tellReasons(reasons, service.desired, "new task", verb)].filter(Boolean).join("; ") ||
    (service.updateStatus?.message ?? "");
  const config = (isBack ? service.spec.rollback : service.spec.update) ?? DEFAULT_UPDATE;
  return [
    {
      noun: "update",
      name,
      isPaused,
      why: { is: tell("is"), was: tell("was") },
      rule: tellSettings(config, isBack ? "rollback" : "update"),
      until: isPaused ? tellWayOut(name, isBack) : "",
      section: "docker-swarm#updates",
    },
  ];
}

/** `3 new tasks failed (task: non-zero exit (1))` since the update began; "" when none did. */
function failuresOf(swarm: Swarm, { spec, specVersion, updateStatus }: ListedService): string {
  const failed = swarm
    .tasks(spec.name)
    .filter(({ status, specVersion: own }) => own === specVersion && FAILED.includes(status.state))
    .filter(({ status }) => status.at >= (updateStatus?.startedAt ?? 0));
  const why = failed.find(({ status }) => status.err)?.status.err ?? "";
  return failed.length > 0 ? `${count(failed.length, "new task")} failed${inBrackets(why)}` : "";
}

/** What keeps tasks of the new version from running. */
function keepingOf(swarm: Swarm, { spec, specVersion }: ListedService): Missing[] {
  const wanted = swarm.tasks(spec.name).filter((task) => task.specVersion === specVersion && isWanted(task));
  return countReasons(
    wanted.flatMap((task) => {
      const why = keptFromRunning(task);
      const isYoung = swarm.now() - task.createdAt < PATIENCE_MS;
      return why === undefined || (why === "starting" && isYoung) || why === "pending" ? [] : [why];
    }),
  );
}

const isWanted = ({ desiredState, status }: Task) =>
  (desiredState === "running" || desiredState === "ready") && !FAILED.includes(status.state);

const AFTER: Readonly<Record<UpdateConfig["failureAction"], string>> = {
  pause: "stops where it is",
  continue: "goes on whatever happens",
  rollback: "goes back to the version before",
};

function tellSettings({ parallelism, order, failureAction }: UpdateConfig, verb: string): string {
  const atOnce = parallelism === 0 ? "all tasks at once" : `${count(parallelism, "task")} at a time`;
  const first = order === "stop-first" ? "the old one stopped first" : "the new one started first";
  return (
    `It replaces ${atOnce} (--${verb}-parallelism ${parallelism}), ${first} (--${verb}-order ${order}), and when new tasks fail it ` +
    `${AFTER[failureAction]} (--${verb}-failure-action ${failureAction}).`
  );
}

const tellWayOut = (name: string, isBack: boolean) =>
  isBack
    ? `\`docker service update ${name}\` with what is to run begins anew.`
    : `\`docker service update ${name}\` with what is mended goes on, \`docker service rollback ${name}\` goes back.`;
