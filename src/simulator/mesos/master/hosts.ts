/**
 * The machines behind the agents: processes start, run and end there whether or not the master hears of it. The order of states is that of the
 * command executor (src/launcher/executor.cpp): TASK_STARTING when the executor stands, TASK_RUNNING at once after.
 */
import type { Pool } from "../pool.ts";
import { within, type World } from "../world.ts";
import { hasEnded, type Attributes, type ProcessBehaviour, type TaskState } from "./types.ts";

/** From TASK_STARTING to TASK_RUNNING: forking a command takes next to nothing. An assumption, not a figure of Mesos. */
const FORK_MS = 10;

export type Process = {
  task: string;
  behaviour: ProcessBehaviour;
  state: TaskState;
  message: string;
  isStopping: boolean;
  /** From when it answers requests, once it runs. */
  answersAt: number | undefined;
};

export type Host = {
  name: string;
  attributes: Attributes;
  total: Pool;
  /** `cut`: it works but no message passes. `off`: nothing runs. */
  link: "up" | "cut" | "off";
  processes: Map<string, Process>;
};

export type Hosts = {
  get(name: string): Host | undefined;
  all(): readonly Host[];
  launch(host: Host, task: string, behaviour: ProcessBehaviour): void;
  /** A task that has been running for long. */
  adopt(host: Host, task: string, behaviour: ProcessBehaviour): void;
  kill(host: Host, task: string, graceMs: number): void;
  cut(host: Host): void;
  turnOff(host: Host): void;
  /** Forgets processes that have ended and whose end was reported. */
  sweep(host: Host): void;
};

/** The agent's words, the containerizer's and the daemon's (slave/slave.cpp, executorTerminated; docker/docker.cpp, failure). */
function pullFailure(image: string): string {
  const repository = image.replace(/:[^/:]*$/, "");
  const daemon = `Error response from daemon: pull access denied for ${repository}, repository does not exist or may require 'docker login'`;
  const command = `docker -H unix:///var/run/docker.sock pull ${image}`;
  return `Failed to launch container: Failed to run '${command}': exited with status 1; stderr='${daemon}'`;
}

/** `report` is called for each change of a process's state while messages pass. */
export function createHosts(
  world: World,
  given: readonly Host[],
  report: (host: Host, process: Process) => void,
): Hosts {
  const hosts = new Map(given.map((host) => [host.name, host]));
  const isThere = (host: Host, process: Process) =>
    host.processes.get(process.task) === process && !hasEnded(process.state);

  const become = (host: Host, process: Process, state: TaskState, message: string) => {
    if (!isThere(host, process)) return;
    process.state = state;
    process.message = message;
    if (host.link !== "up") return;
    if (hasEnded(state)) host.processes.delete(process.task);
    report(host, process);
  };

  const endByItself = (host: Host, process: Process) => {
    const { runs } = process.behaviour;
    if (!runs) return;
    const message = runs.ends === "TASK_FINISHED" ? "Command exited with status 0" : "Command exited with status 1";
    world.loop.after(within(world, runs.ms), () => become(host, process, runs.ends, message));
  };

  const run = (host: Host, process: Process) => {
    const { startMs, answers } = process.behaviour;
    if (!isThere(host, process)) return;
    if (answers !== false) process.answersAt = world.loop.now() + within(world, startMs);
    become(host, process, "TASK_RUNNING", "");
    endByItself(host, process);
  };

  const adopt = (host: Host, task: string, behaviour: ProcessBehaviour) => {
    const answersAt = behaviour.answers === false ? undefined : world.loop.now();
    const process: Process = { task, behaviour, state: "TASK_RUNNING", message: "", isStopping: false, answersAt };
    host.processes.set(task, process);
    endByItself(host, process);
  };

  const launch = (host: Host, task: string, behaviour: ProcessBehaviour) => {
    const process: Process = {
      task,
      behaviour,
      state: "TASK_STAGING",
      message: "",
      isStopping: false,
      answersAt: undefined,
    };
    host.processes.set(task, process);
    world.loop.after(within(world, behaviour.fetchMs), () => {
      const { unpullable } = behaviour;
      if (unpullable !== undefined) return become(host, process, "TASK_FAILED", pullFailure(unpullable));
      become(host, process, "TASK_STARTING", "");
      world.loop.after(FORK_MS, () => run(host, process));
    });
  };

  const kill = (host: Host, task: string, graceMs: number) => {
    const process = host.processes.get(task);
    if (!process || process.isStopping) return;
    process.isStopping = true;
    const isRunning = process.state === "TASK_RUNNING";
    const message = isRunning ? "Command terminated with signal Terminated" : "Task killed before it was launched";
    const ms = isRunning ? Math.min(process.behaviour.stopMs, graceMs) : 0;
    world.loop.after(ms, () => become(host, process, "TASK_KILLED", message));
  };

  return {
    get: (name) => hosts.get(name),
    all: () => [...hosts.values()],
    launch,
    adopt,
    kill,
    cut(host) {
      host.link = "cut";
    },
    turnOff(host) {
      host.link = "off";
      host.processes.clear();
    },
    sweep(host) {
      for (const [task, { state }] of host.processes) if (hasEnded(state)) host.processes.delete(task);
    },
  };
}
