/** The Mesos master: agents, frameworks, offers and tasks (src/master/master.cpp). */
import type { Allocator } from "../allocator/allocator.ts";
import { DEFAULT_REFUSE_MS } from "../allocator/filters.ts";
import { isEmpty, minusPool, takeFor } from "../pool.ts";
import { MESSAGE_MS, type World } from "../world.ts";
import { createAgents, type Agents, type Registration } from "./agents.ts";
import { createHosts, type Host, type Hosts, type Process } from "./hosts.ts";
import { createOffers, type Offers } from "./offers.ts";
import { createTasks, updateOf, type Tasks } from "./tasks.ts";
import { hasEnded, type Launch, type Offer, type Scheduler, type Task, type TaskState } from "./types.ts";

export type Master = {
  id: string;
  hosts: Hosts;
  agents: Agents;
  offers: Offers;
  tasks: Tasks;
  subscribe(scheduler: Scheduler): void;
  /** Launches tasks on an offer; what they leave is refused for `refuseMs`. */
  accept(offerId: string, framework: string, launches: readonly Launch[], refuseMs?: number): void;
  decline(offerId: string, refuseMs?: number): void;
  kill(taskId: string, graceMs: number): void;
  suppress(framework: string): void;
  /** `soon`: with a round at once (REVIVE); otherwise the next periodic one comes (UPDATE_FRAMEWORK). */
  revive(framework: string, soon: boolean): void;
  /** The machine loses its power, or the network to it. Running tasks are lost only with the power. */
  lose(host: Host, how: "power" | "network"): void;
  restore(host: Host): void;
  /** DEACTIVATE_AGENT and REACTIVATE_AGENT: whether it is offered. Its tasks go on. */
  setActivated(host: Host, activated: boolean): void;
  isActivated(name: string): boolean;
  /** DRAIN_AGENT: offered no more, and all its tasks are killed, within their grace period. */
  drain(host: Host): void;
  /** The framework has done what it came for. */
  teardown(framework: string): void;
};

/** What a drained task is granted when the operator does not say (src/launcher/executor.cpp). */
const DRAIN_GRACE_MS = 3_000;

export function createMaster(world: World, id: string, allocator: Allocator, given: readonly Host[]): Master {
  const { loop } = world;
  const schedulers = new Map<string, Scheduler>();
  const tasks = createTasks(world);
  const deactivated = new Set<string>();

  /** What became of a task that is lost: a framework that is not PARTITION_AWARE only hears that it is. */
  const toldTo = (framework: string, state: TaskState): TaskState =>
    schedulers.get(framework)?.partitionAware ? state : "TASK_LOST";

  const tell = (task: Task) => {
    const update = updateOf(task);
    loop.after(MESSAGE_MS, () => schedulers.get(task.framework)?.updated(update));
  };

  const become = (task: Task, state: TaskState, message = "") => {
    // What an unreachable task used went with its agent.
    const isCounted = task.state !== "TASK_UNREACHABLE";
    if (!tasks.become(task.id, state, message)) return;
    if (hasEnded(state) && isCounted) allocator.recover(task);
    tell(task);
  };

  const hear = (process: Process) => {
    const { task: taskId, state, message } = process;
    loop.after(MESSAGE_MS, () => {
      const task = tasks.get(taskId);
      if (task && agents.isRegistered(task.agent)) become(task, state, message);
    });
  };
  const hosts = createHosts(world, given, (_, process) => hear({ ...process }));

  const lost = ({ name }: Host) => {
    offers.rescindAll((offer) => offer.agent === name);
    for (const task of tasks.onAgent(name))
      become(task, toldTo(task.framework, "TASK_UNREACHABLE"), "Agent is unreachable");
    allocator.removeAgent(name);
  };

  /** Tells of tasks that the agent no longer has: it never got them, or lost them. */
  const reconcile = (host: Host) => {
    for (const task of tasks.onAgent(host.name)) {
      if (host.processes.has(task.id)) continue;
      const state = task.state === "TASK_STAGING" ? "TASK_DROPPED" : "TASK_GONE";
      become(task, toldTo(task.framework, state), "Unknown to the agent when it registered again");
    }
  };

  const joined = (host: Host, before: Registration["state"] | undefined) => {
    host.link = "up";
    const alive = [...host.processes.values()].filter(({ state }) => !hasEnded(state));
    const known = alive.flatMap((process) => tasks.get(process.task) ?? []);
    if (before !== "registered") allocator.addAgent(host.name, host.total, known);
    allocator.setAgentActivated(host.name, !deactivated.has(host.name));
    reconcile(host);
    for (const process of host.processes.values()) {
      const task = tasks.get(process.task);
      if (task) become(task, process.state, process.message);
      // Frameworks that took the task for lost have no use for it any more.
      else hosts.kill(host, process.task, 0);
    }
    hosts.sweep(host);
    offers.allocateSoon([host.name]);
  };

  const agents = createAgents(world, id, { lost, joined });
  const attributesOf = (agent: string) => hosts.get(agent)?.attributes ?? {};
  const offers = createOffers(world, { master: id, allocator, schedulers, attributesOf });

  /** A task that cannot be launched is never on the list of those that use something. */
  const refuse = (offer: Pick<Offer, "framework" | "agent">, task: string, state: TaskState, message: string) => {
    world.note(`task ${task} ${state} ${message}`);
    loop.after(MESSAGE_MS, () =>
      schedulers.get(offer.framework)?.updated({ task, agent: offer.agent, state, message }),
    );
  };

  const launch = (
    { framework, role, agent }: Offer,
    { id: taskId, behaviour }: Launch,
    resources: Task["resources"],
  ) => {
    const since = loop.now();
    tasks.add({ id: taskId, framework, role, agent, resources, behaviour, state: "TASK_STAGING", since, message: "" });
    loop.after(MESSAGE_MS, () => {
      const host = hosts.get(agent);
      if (host?.link === "up") hosts.launch(host, taskId, behaviour);
    });
  };

  const accept = (offerId: string, framework: string, launches: readonly Launch[], refuseMs: number) => {
    const offer = offers.take(offerId);
    if (!offer) {
      const message = `Task launched with invalid offers: Offer ${offerId} is no longer valid`;
      for (const { id: task } of launches)
        refuse({ framework, agent: "" }, task, toldTo(framework, "TASK_DROPPED"), message);
      return;
    }
    let left = offer.resources;
    for (const wish of launches) {
      const taken = takeFor(left, wish.needs);
      if (taken) {
        left = minusPool(left, taken);
        launch(offer, wish, taken);
      } else {
        refuse(offer, wish.id, "TASK_ERROR", "Task uses more resources than available in the offer");
      }
    }
    if (!isEmpty(left)) allocator.recover({ ...offer, resources: left }, { ms: refuseMs, now: loop.now() });
  };

  const setActivated = ({ name }: Host, activated: boolean) => {
    world.note(`agent ${name} ${activated ? "reactivated" : "deactivated"}`);
    if (activated) deactivated.delete(name);
    else deactivated.add(name);
    // An agent that is unreachable keeps this for when it comes back.
    if (!agents.isRegistered(name)) return;
    allocator.setAgentActivated(name, activated);
    if (activated) offers.allocateSoon([name]);
    else offers.rescindAll(({ agent }) => agent === name);
  };

  const kill = (taskId: string, graceMs: number) => {
    const host = hosts.get(tasks.get(taskId)?.agent ?? "");
    if (!host) return;
    world.note(`kill ${taskId}`);
    loop.after(MESSAGE_MS, () => {
      if (host.link === "up") hosts.kill(host, taskId, graceMs);
    });
  };

  for (const host of hosts.all()) agents.register(host);

  return {
    id,
    hosts,
    agents,
    offers,
    tasks,
    subscribe(scheduler) {
      schedulers.set(scheduler.name, scheduler);
      allocator.addFramework(scheduler.name, [scheduler.role]);
      world.note(`framework ${scheduler.name} subscribed ${scheduler.role}`);
      offers.allocateSoon();
    },
    accept: (offerId, framework, launches, refuseMs = DEFAULT_REFUSE_MS) =>
      accept(offerId, framework, launches, refuseMs),
    decline(offerId, refuseMs = DEFAULT_REFUSE_MS) {
      const offer = offers.take(offerId);
      if (!offer) return;
      world.note(`offer ${offerId} declined ${refuseMs}`);
      allocator.recover(offer, { ms: refuseMs, now: loop.now() });
    },
    kill,
    suppress(framework) {
      world.note(`suppress ${framework}`);
      allocator.suppress(framework);
    },
    revive(framework, soon) {
      world.note(`revive ${framework}`);
      allocator.revive(framework);
      if (soon) offers.allocateSoon();
    },
    lose(host, how) {
      world.note(`agent ${host.name} loses ${how}`);
      if (how === "power") hosts.turnOff(host);
      else hosts.cut(host);
      agents.silenced(host);
    },
    restore(host) {
      world.note(`agent ${host.name} comes back`);
      agents.back(host);
    },
    setActivated,
    isActivated: (name) => !deactivated.has(name),
    drain(host) {
      setActivated(host, false);
      for (const { id: task } of tasks.onAgent(host.name)) kill(task, DRAIN_GRACE_MS);
    },
    teardown(framework) {
      world.note(`framework ${framework} torn down`);
      offers.rescindAll((offer) => offer.framework === framework);
      schedulers.delete(framework);
      allocator.removeFramework(framework);
    },
  };
}
