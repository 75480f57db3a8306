/** Recorded docker commands, given to the code that the lab runs, on a simulated swarm in the state that they were recorded in. */
import { apiNode, apiService, apiTask } from "../../../lab/docker/engine/listed.ts";
import type { TlsInfo } from "../../../lab/docker/engine/objects.ts";
import { createSimulatedEngine } from "../../../lab/docker/engine/simulated.ts";
import type { Engine } from "../../../lab/docker/engine/engine.ts";
import { labFacts } from "../../../lab/docker/engine/lab-facts.ts";
import type { DaemonFacts } from "../../../lab/docker/engine/facts.ts";
import { apiServiceSpec } from "../../../lab/docker/engine/to-api.ts";
import { runWith } from "../../../lab/docker/docker.ts";
import { type Outcome, lacking } from "../../../lab/shell/outcome.ts";
import { splitWords } from "../../../lab/words.ts";
import { countedService } from "../../../simulator/swarm/listing.ts";
import { createSwarm } from "../../../simulator/swarm/swarm.ts";
import type { Service, ServiceSpec } from "../../../simulator/swarm/objects.ts";
import type { ListedService, Swarm } from "../../../simulator/swarm/swarm-api.ts";
import type { Foreign } from "../foreign.ts";
import type { Order } from "./compare.ts";
import { corrected } from "./docker-after.ts";
import { shifted, stateOf, type SwarmState } from "./docker-state.ts";
import type { Step } from "./step.ts";

/** `epoch`: Unix milliseconds of the swarm's instant 0. `given` is what was recorded, until a command changes something or waits. */
type Running = { swarm: Swarm; epoch: number; given: SwarmState | undefined };

/** Longer than any recorded command waited. */
const PATIENCE_MS = 600_000;
const QUORUM_LOSS_MS = 30_000;

const WORKER =
  "Error response from daemon: This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.";
const NO_SWARM =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

const begin = (given: SwarmState, epoch: number): Running => {
  const nodes = given.nodes.map(({ managerStatus: _managerStatus, ...node }) => node);
  return { swarm: createSwarm({ nodes: [], services: [], state: { ...given, nodes } }, "transcripts"), epoch, given };
};

const withoutCounts = (listed: ListedService): Service => {
  const { running: _running, desired: _desired, completed: _completed, ...service } = listed;
  return service;
};

const stateNow = ({ swarm }: Running): SwarmState => ({
  nodes: swarm.nodes(),
  services: swarm.services().map(withoutCounts),
  tasks: swarm.tasks(),
});

/** The managers but the one that was asked stop, where the recorded daemon had no leader. */
function loseQuorum({ swarm }: Running, self: string): void {
  for (const { id, role } of swarm.nodes()) if (role === "manager" && id !== self) swarm.killNode(id);
  swarm.run(swarm.now() + QUORUM_LOSS_MS);
}

/** The secrets that end a join token are in no served object: they are read from what the client printed. */
function joinTokens(file: Foreign): DaemonFacts["joinTokens"] {
  const tokenIn = (role: string) => {
    const printed = file.steps.find(
      ({ command, exit }: Step) => command === `docker swarm join-token ${role}` && exit === 0,
    );
    return /SWMTKN\S+/.exec(printed?.stdout ?? "")?.[0] ?? "";
  };
  return { worker: tokenIn("worker"), manager: tokenIn("manager") };
}

function factsOf(file: Foreign, ours: Swarm): DaemonFacts {
  const { info, version, swarm } = file.api_objects;
  const { NodeAddr, RemoteManagers } = info.Swarm;
  return {
    ...labFacts(ours),
    info,
    version,
    clusterId: swarm.ID,
    tls: swarm.TLSInfo,
    joinTokens: joinTokens(file),
    remoteManagers: (RemoteManagers ?? []).map(({ Addr }: Foreign) => Addr),
    nodeAddress: NodeAddr,
  };
}

/** The recorded objects as they are, as the Engine serves them. */
function givenView({ given, epoch }: Running, tls: TlsInfo): Partial<Engine> {
  if (!given) return {};
  const pin = (image: string) => image;
  const view = { epoch, tls, pin, spec: (wishes: ServiceSpec) => apiServiceSpec(wishes, pin) };
  const counted = given.services.map((service) =>
    countedService(
      service,
      given.tasks.filter(({ serviceId }) => serviceId === service.id),
    ),
  );
  return {
    nodes: () => given.nodes.map((node) => apiNode(node, view)),
    services: () => counted.map((service) => apiService(service, view)),
    tasks: () => given.tasks.map((task) => apiTask(task, view)),
  };
}

/** The simulator's own answers, from the first command that changes something or waits. */
function touching(running: Running, engine: Engine): Engine {
  const touched =
    <A extends unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      running.given = undefined;
      return act(...args);
    };
  return {
    ...engine,
    wait: touched(engine.wait),
    createService: touched(engine.createService),
    updateService: touched(engine.updateService),
    rollBackService: touched(engine.rollBackService),
    removeService: touched(engine.removeService),
    updateNode: touched(engine.updateNode),
    removeNode: touched(engine.removeNode),
  };
}

/** A network's name is in no recorded object: a stack's services attach to its own. */
function named(engine: Engine): Engine {
  const nameOf = (target: string) =>
    engine.services().find(({ Spec }) => Spec.TaskTemplate.Networks?.some((one) => one.Target === target))?.Spec.Labels[
      "com.docker.stack.namespace"
    ];
  const networks = engine.networks().map((network) => {
    const namespace = nameOf(network.Name);
    return namespace === undefined ? network : { ...network, ID: network.Name, Name: `${namespace}_default` };
  });
  return { ...engine, networks: () => networks };
}

/** The Engine as the recorded one was: its node, and whether it was a manager or in a swarm at all. */
/** `at`: Unix milliseconds of the step. */
function engineOf(file: Foreign, running: Running, at: number): Engine {
  const { swarm, epoch } = running;
  const { Swarm: about } = file.api_objects.info;
  const facts = factsOf(file, swarm);
  const isActive = about.LocalNodeState === "active";
  const isManager = about.ControlAvailable || about.Error !== "";
  const live = createSimulatedEngine({ swarm, epoch, facts, wait: (ms) => swarm.run(swarm.now() + ms) });
  const recorded = givenView(running, facts.tls);
  const either = <K extends "nodes" | "services" | "tasks">(name: K): Engine[K] =>
    (running.given ? recorded[name] : undefined) ?? live[name];
  const engine: Engine = {
    ...touching(running, live),
    now: () => (running.given ? Math.max(at, epoch) : live.now()),
    nodes: () => either("nodes")(),
    services: () => either("services")(),
    tasks: () => either("tasks")(),
  };
  const refusal = isActive ? WORKER : NO_SWARM;
  return {
    ...named(engine),
    unavailable: () => (isManager ? engine.unavailable() : refusal),
    swarmState: () => (isActive ? "active" : "inactive"),
    isManager: () => isManager,
    selfId: () => about.NodeID,
  };
}

const NO_DAEMON = "Cannot connect to the Docker daemon at tcp://127.0.0.1:23755. Is the docker daemon running?";

/** An Engine that nobody reaches, over a swarm that nobody sees. */
function unreachable(): Engine {
  const swarm = createSwarm({ nodes: [{ name: "none", cpus: 1, memoryBytes: 0 }], services: [] }, "none");
  const engine = createSimulatedEngine({ swarm, epoch: 0, facts: labFacts(swarm), wait: () => undefined });
  return { ...engine, unreachable: () => NO_DAEMON };
}

/** A task has run for so long at least when the client says that its service is stable. */
const VERIFIED_MS = 5_000;

/** Lets time pass in a state that a command has changed; a recorded state stays as it was recorded. */
function advance({ swarm, given }: Running, until: number): void {
  if (!given && until > swarm.now()) swarm.run(until);
}

/** A command that waited was recorded at its end. */
const hasWaited = ({ stdout }: Step) => stdout.includes("overall progress:");

/** Where the file begins: nothing is running where no Engine was reached. */
function beginning(file: Foreign): Running | undefined {
  const { api_objects: objects } = file;
  if (!objects.nodes) return undefined;
  const from = Date.parse(objects.info.SystemTime);
  const running = begin(stateOf(objects, from), from);
  if (objects.info.Swarm.Error) loseQuorum(running, objects.info.Swarm.NodeID);
  return running;
}

/** The state after a step, where it was recorded. `known`: the identities of the services before it. */
function recordedAfter(running: Running, step: Step, known: ReadonlySet<string>): Running {
  if (!step.objects_after) return running;
  const at = Date.parse(step.at);
  const since = hasWaited(step) ? -VERIFIED_MS : 0;
  const ours = shifted(stateNow(running), at - running.epoch);
  return begin(corrected(ours, step.objects_after, { known, since }), at);
}

function runStep(file: Foreign, step: Step, args: readonly string[], running: Running | undefined): Outcome {
  const at = Date.parse(step.at);
  const engine = running ? engineOf(file, running, at) : unreachable();
  if (running && !hasWaited(step)) advance(running, at - running.epoch);
  const { stdin = "" } = step;
  return runWith({ engine, stdin, files: file.files ?? {}, patienceMs: PATIENCE_MS, isTerminal: false }, args);
}

const INIT = "docker swarm init";

/** Runs one step after the other, on what the steps before it have made, or on what was recorded of that. */
export function replayDocker(file: Foreign): (step: Step) => Outcome {
  let running = beginning(file);
  let isLost = false;
  return (step) => {
    const words = splitWords(step.command ?? "");
    if ("refused" in words) return lacking("the shell", words.refused);
    const [[tool, ...args] = []] = words.commands;
    if (tool !== "docker") return lacking(tool ?? "", "The lab's commands begin with docker.");
    if (isLost) return lacking(`after ${INIT}`, "The swarm that these steps speak of was not made.");
    const known = new Set(running?.swarm.services().map(({ id }) => id));
    const outcome = runStep(file, step, args, running);
    isLost = outcome.outside === INIT;
    running &&= recordedAfter(running, step, known);
    return outcome;
  };
}

/** `docker service ps`: what a step is counted under; the pretty text apart from the JSON. */
export function groupOfDocker({ command = "" }: Step): string {
  const group = command.split(/ +/).slice(0, 3).join(" ");
  return command.includes("--pretty") ? `${group} --pretty` : group;
}

/** What is said while a service converges depends on how long it takes, which was imitated. */
export const orderOfDocker = (step: Step): Order => (hasWaited(step) ? "distinct" : "sequence");
