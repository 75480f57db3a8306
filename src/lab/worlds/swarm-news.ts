// What a swarm did since a moment, and what is true of it now.
import type { Passage } from "../../ask/answer.ts";
import type { Task } from "../../simulator/swarm/objects.ts";
import type { ListedService, Swarm } from "../../simulator/swarm/swarm-api.ts";
import { printClock } from "../print/age.ts";
import { count } from "../words-of.ts";
import { fact } from "./fact.ts";
import type { News } from "./news.ts";
import { runningTasks } from "./running-tasks.ts";
import type { SwarmDiary, UpdateState } from "./swarm-diary.ts";

const WAITING: readonly string[] = ["new", "pending"];
const MOST_SERVICES = 20;

const isWanted = ({ desiredState }: Task) => desiredState === "running" || desiredState === "ready";

/** Those that wait for a node, or for their turn to be made. */
export const isPending = (task: Task) => isWanted(task) && WAITING.includes(task.status.state);

export function swarmNews(swarm: Swarm, diary: SwarmDiary, fromMs: number): News[] {
  const failed = diary.failed(fromMs);
  return [
    ...tellNodes(swarm, fromMs),
    ...diary.updates(fromMs).map(tellUpdate),
    ...tellCount(diary.started(fromMs), "started"),
    ...tellCount(failed.count, "failed", failed.why),
    ...tellPending(swarm),
  ];
}

/** A node that is not ready, as the managers know it; why stands beside it in `docker node inspect`. */
function tellNodes(swarm: Swarm, fromMs: number): News[] {
  return swarm
    .nodes()
    .filter(({ status, updatedAt }) => status.state !== "ready" && updatedAt > fromMs)
    .map(({ hostname, status, updatedAt: at }) => ({
      at,
      text: `At ${printClock(at)} node ${hostname} became ${status.state}.`,
    }));
}

/** What has become of an update, behind "At 4:10 the update of service web". */
const UPDATES: Record<UpdateState, string> = {
  updating: "began",
  paused: "was paused",
  completed: "was completed",
  rollback_started: "is being rolled back",
  rollback_paused: "stays half rolled back, as the rollback was paused",
  rollback_completed: "was rolled back",
};

function tellUpdate({ at, service, state, message }: ReturnType<SwarmDiary["updates"]>[number]): News {
  return { at, text: `At ${printClock(at)} the update of service ${service} ${UPDATES[state]} (${message}).` };
}

const tellCount = (tasks: number, verb: string, why = ""): News[] =>
  tasks > 0 ? [{ text: `${count(tasks, "task")} ${verb}${why && `: ${why}`}.` }] : [];

function tellPending(swarm: Swarm): News[] {
  const pending = swarm.tasks().filter(isPending);
  const why = pending.find(({ status }) => status.err)?.status.err;
  const verb = pending.length === 1 ? "is" : "are";
  return pending.length > 0 && why
    ? [{ text: `${count(pending.length, "task")} ${verb} pending: ${why}.`, isStanding: true }]
    : [];
}

export function swarmFacts(swarm: Swarm): Passage[] {
  const nodes = swarm
    .nodes()
    .map(({ hostname, role, availability, status }) => `${hostname} (${role}) is ${status.state} and ${availability}`);
  return [
    fact("simulation#nodes", "The nodes", `Of the swarm's nodes ${nodes.join(", ")}.`),
    ...swarm
      .services()
      .slice(0, MOST_SERVICES)
      .map((service) => tellService(swarm, service)),
  ];
}

function tellService(swarm: Swarm, service: ListedService): Passage {
  const { name, task } = service.spec;
  const pending = swarm.tasks(name).find((one) => isPending(one) && one.status.err);
  const text = [
    `The service \`${name}\` runs ${runningTasks(swarm, name)} of ${count(service.desired, "task")} of the image ${task.image}.`,
    ...(service.updateStatus
      ? [`Its last update is ${service.updateStatus.state.replace("_", " ")}: ${service.updateStatus.message}.`]
      : []),
    ...(pending ? [`A task is pending because ${pending.status.err}.`] : []),
  ];
  return fact(`simulation#service-${name}`, `The service ${name}`, text.join(" "));
}
