// What Mesos and Marathon did since a moment, and what is true of them now.
import type { Passage } from "../../ask/answer.ts";
import type { AppView, InstanceView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import { printClock } from "../print/age.ts";
import { count, percent } from "../words-of.ts";
import { fact } from "./fact.ts";
import type { News } from "./news.ts";

const MOST_APPS = 20;

/** Waits for an offer that it fits into. */
export const isWaiting = ({ condition, goal }: InstanceView) => condition === "Scheduled" && goal === "Running";

export function mesosNews(mesos: Mesos, fromMs: number): News[] {
  const all = mesos.instances();
  // Since when an instance is as it is says its health, too: it has started when its task has come up.
  const isNew = ({ runningSince, condition }: InstanceView) =>
    condition === "Running" && runningSince !== undefined && runningSince > fromMs;
  return [
    ...tellAgents(mesos, fromMs),
    ...tellCount(all.filter(isNew), "started"),
    ...tellCount(
      all.filter(({ since, condition }) => since > fromMs && condition.startsWith("Unreachable")),
      "became unreachable",
    ),
    ...tellWaiting(mesos),
  ];
}

/** What the master noticed; that a machine lost its power nobody tells it. */
function tellAgents(mesos: Mesos, fromMs: number): News[] {
  return mesos
    .log()
    .filter(({ at, text }) => at > fromMs && /^agent \S+ (?:unreachable|registered)/.test(text))
    .map(({ at, text }) => ({ at, text: `At ${printClock(at)} ${text}.` }));
}

function tellCount(instances: InstanceView[], verb: string): News[] {
  return instances.length > 0 ? [{ text: `${count(instances.length, "instance")} ${verb}.` }] : [];
}

function tellWaiting(mesos: Mesos): News[] {
  const waiting = mesos.instances().filter(isWaiting).length;
  if (waiting === 0) return [];
  const wait = waiting === 1 ? "waits" : "wait";
  return [{ text: `${count(waiting, "instance")} ${wait} for an offer with enough resources.`, isStanding: true }];
}

export function mesosFacts(mesos: Mesos): Passage[] {
  return [
    fact("simulation#agents", "The agents", tellFleet(mesos)),
    fact("simulation#shares", "The roles' shares", tellShares(mesos)),
    ...mesos
      .apps()
      .slice(0, MOST_APPS)
      .map((app) => tellApp(mesos, app)),
  ];
}

function tellFleet(mesos: Mesos): string {
  const agents = mesos
    .agents()
    .map(
      ({ name, state, tasks, free, total }) =>
        `${name} is ${state}, runs ${count(tasks, "task")} and has ${free["cpus"] ?? 0} of ${total["cpus"] ?? 0} CPUs free`,
    );
  return `Of the Mesos agents ${agents.join("; ")}.`;
}

function tellShares(mesos: Mesos): string {
  const shares = mesos.roles().map(({ role, share }) => `the role ${role} holds ${percent(share)}`);
  return `By dominant share, ${shares.join(" and ")}; whoever holds least is offered resources first.`;
}

function tellApp(mesos: Mesos, app: AppView): Passage {
  const waiting = mesos.instances(app.id).filter(isWaiting).length;
  const text =
    `The app \`${app.id}\` wants ${count(app.instances, "instance")} with ${app.cpus} CPUs and ${app.mem} MB each; ` +
    `${app.tasksRunning} run and ${waiting} wait for an offer.${waiting > 0 ? ` ${tellHolders(mesos)}` : ""}`;
  return fact(`simulation#app-${app.id.slice(1).replaceAll("/", "-")}`, `The app ${app.id}`, text);
}

/** Who has the CPUs that instances wait for. */
function tellHolders(mesos: Mesos): string {
  const all = mesos.agents().reduce((sum, { total }) => sum + (total["cpus"] ?? 0), 0);
  const free = mesos.agents().reduce((sum, { free: left }) => sum + (left["cpus"] ?? 0), 0);
  const holders = mesos
    .frameworks()
    .map(({ name, role, allocation }) => ({ name, role, cpus: allocation["cpus"] ?? 0 }))
    .toSorted((a, b) => b.cpus - a.cpus)
    .map(({ name, role, cpus }) => `\`${name}\` (role ${role}) holds ${count(rounded(cpus), "CPU")}`);
  return `Instances are waiting because of the agents' ${count(rounded(all), "CPU")} ${holders.join(" and ")}, and ${rounded(free)} are free.`;
}

const rounded = (cpus: number) => Math.round(cpus * 100) / 100;
