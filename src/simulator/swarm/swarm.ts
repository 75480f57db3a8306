/** A simulated Docker swarm: the kernel, the store, the managers and agents over it, and the commands. SwarmKit 3e72cb64, Docker Engine 28. */
import { createLoop } from "../kernel/loop.ts";
import { createRandom } from "../kernel/random.ts";
import { createTrace } from "../kernel/trace.ts";
import { SAMPLE_MS } from "../kubernetes/cluster-api.ts";
import { findNode, findService } from "./commands/find.ts";
import { demote, promote, removeNode, updateNode } from "./commands/nodes.ts";
import { changed, daemonError, NO_LEADER, refused } from "./commands/outcome.ts";
import { createService, removeService, rollback, scale, setService, updateService } from "./commands/services.ts";
import { createControl, type Control } from "./control.ts";
import { listedNode, listedService, orderedTasks } from "./listing.ts";
import { createCost } from "./load/cost.ts";
import { tasksBehind } from "./load/routing.ts";
import { createLoad, TICK_MS } from "./load/load.ts";
import { takeSample } from "./load/sample.ts";
import { isDirty } from "./orchestrator/tasks.ts";
import { createNodes, restoreState, startServices } from "./set-up.ts";
import { createStore } from "./store.ts";
import type { Outcome, Sample, Swarm, SwarmSetup } from "./swarm-api.ts";
import type { Behaviour, Settings, World } from "./world.ts";

/** What one simulation may take: a week, and what a week of a busy swarm needs. */
const LIMITS = { spanMs: 7 * 24 * 3_600_000, events: 5_000_000, objects: 50_000 };

/** Measurements come after everything else of their instant. */
const LAST = 10;

const SETTINGS: Settings = { taskHistoryLimit: 5, assignmentMs: 100, reportMs: 100, heartbeatMs: 5_000 };
const BEHAVIOUR: Behaviour = { prepareMs: 1_000, startMs: 500, stopMs: 300 };
const MISSING: Behaviour = { ...BEHAVIOUR, isMissing: true };

function createWorld(setup: SwarmSetup, seed: string) {
  const loop = createLoop(LIMITS);
  const trace = createTrace();
  const random = createRandom(seed);
  const store = createStore(loop, trace, LIMITS.objects);
  const behaviours = new Map(Object.entries(setup.behaviours ?? {}));
  const isPulled = setup.hasImage ?? (() => true);
  const world: World = {
    loop,
    random,
    store,
    settings: { ...SETTINGS, ...setup.settings },
    behaviourOf: ({ spec: { image } }) => behaviours.get(image) ?? (isPulled(image) ? BEHAVIOUR : MISSING),
  };
  const hasImage = (image: string) => {
    const behaviour = behaviours.get(image);
    return behaviour ? behaviour.isMissing !== true : isPulled(image);
  };
  return { world, trace, hasImage };
}

function every(world: World, periodMs: number, task: () => void): void {
  const turn = () => {
    task();
    world.loop.after(periodMs, turn, LAST);
  };
  world.loop.after(periodMs, turn, LAST);
}

/** Starts the load of every service with traffic, and the readings of the first. */
function startMeasuring(world: World, control: Control, setup: SwarmSetup, note: (sample: Sample) => void): void {
  const { store, loop } = world;
  const tasksOf = (name: string) => store.tasksOfService(findService(store, name)?.id ?? "");
  const loads = (setup.traffic ?? []).map(({ service: name, traffic, workload }) => {
    const whose = { agents: control.agents, tasks: () => tasksOf(name), storeVersion: store.version };
    return { name, load: createLoad({ ...whose, traffic, workload }) };
  });
  const [first] = loads;
  if (!first) return;
  const tick = (ms: number) => {
    for (const { load } of loads) load.tick(loop.now(), ms);
  };
  const sample = () => {
    const service = findService(store, first.name);
    const desired = service ? listedService(store, service).desired : 0;
    const nodes = store.nodes().filter(({ status }) => status.state === "ready").length;
    note(takeSample({ tasks: tasksOf(first.name), load: first.load, at: loop.now(), desired, nodes }));
  };
  tick(SAMPLE_MS);
  sample();
  every(world, TICK_MS, () => tick(TICK_MS));
  every(world, SAMPLE_MS, sample);
}

/** Commands on machines and containers, which no manager is asked for. */
function createSwitches(world: World, control: Control, settle: () => void) {
  const switched = (name: string, isWantedAlive: boolean, turn: (nodeId: string) => void, verb: string): Outcome => {
    const node = findNode(world.store, name);
    if (!node) return daemonError(`node ${name} not found`);
    if (control.agents.isAlive(node.id) === isWantedAlive)
      return refused(`${name} is ${isWantedAlive ? "on" : "off"} already`);
    turn(node.id);
    settle();
    return changed(`${name} ${verb}`);
  };
  return {
    killNode: (name: string) => switched(name, false, control.kill, "switched off"),
    startNode: (name: string) => switched(name, true, control.start, "switched on"),
    killTask: (taskId: string) =>
      control.agents.kill(taskId) ? changed(taskId) : daemonError(`No such container: ${taskId}`),
  };
}

/** Everything that is there before the managers begin. Throws RangeError for a service that they would refuse. */
function setUp(world: World, setup: SwarmSetup): void {
  if (setup.state) return restoreState(world, setup.state);
  if (setup.nodes.length === 0) throw new RangeError("A swarm needs a node, to manage it.");
  createNodes(world, setup);
  for (const spec of setup.services) {
    const outcome = createService(world, spec);
    if (outcome.kind === "refused") throw new RangeError(`The scenario's service ${spec.name}: ${outcome.text}`);
  }
  startServices(world);
}

export function createSwarm(setup: SwarmSetup, seed: string): Swarm {
  const { world, trace, hasImage } = createWorld(setup, seed);
  const { store, loop } = world;
  const samples: Sample[] = [];
  setUp(world, setup);
  const control = createControl(world);
  for (const { id, status } of setup.state?.nodes ?? []) if (status.state !== "ready") control.kill(id);
  const cost = createCost(world, () => store.nodes().filter(({ id }) => control.agents.isAlive(id)).length);
  startMeasuring(world, control, setup, (sample) => {
    samples.push(sample);
    // They follow from what is traced already, and journals of labs were hashed before they were measured.
    const { eachAnswers: _each, answering: _answering, ...traced } = sample;
    trace.add(JSON.stringify(traced));
  });

  /** Only a leader changes anything. `prefix` stands before the error of `docker service scale`. */
  const asked = (command: () => Outcome, prefix = ""): Outcome => {
    if (!control.hasLeader()) return refused(`${prefix}${daemonError(NO_LEADER).text}`);
    return command();
  };
  const nodeParts = { world, quorum: control.quorum, isAlive: control.agents.isAlive };
  const serviceNameOf = (id: string) => store.service(id)?.spec.name ?? "";

  return {
    now: loop.now,
    run: loop.run,
    unavailable: () => (control.hasLeader() ? undefined : daemonError(NO_LEADER).text),
    services: () => store.services().map((service) => listedService(store, service)),
    tasks: (name) =>
      orderedTasks(
        name === undefined ? store.tasks() : store.tasksOfService(findService(store, name)?.id ?? ""),
        serviceNameOf,
      ),
    nodes: () => store.nodes().map((node) => listedNode(control.quorum, node)),
    service(name) {
      const service = findService(store, name);
      return service && listedService(store, service);
    },
    node(name) {
      const node = findNode(store, name);
      return node && listedNode(control.quorum, node);
    },
    createService: (spec) => asked(() => createService(world, spec)),
    scale: (name, replicas) => asked(() => scale(world, name, replicas), `${name}: `),
    updateService: (name, change) => asked(() => updateService(world, name, change)),
    rollback: (name) => asked(() => rollback(world, name)),
    setService: (name, spec) => asked(() => setService(world, name, spec)),
    removeService: (name) => asked(() => removeService(world, name)),
    updateNode: (name, change) => asked(() => updateNode(nodeParts, name, change)),
    promote: (name) => asked(() => promote(nodeParts, name)),
    demote: (name) => asked(() => demote(nodeParts, name)),
    removeNode: (name, force = false) => asked(() => removeNode(nodeParts, name, force)),
    ...createSwitches(world, control, cost.settle),
    upToDateTasks(name) {
      const service = findService(store, name);
      if (!service) return [];
      return store.tasksOfService(service.id).filter((task) => !isDirty(service, task, store.node(task.nodeId)));
    },
    isOn: (name) => control.agents.isAlive(findNode(store, name)?.id ?? ""),
    hasImage,
    taskHistoryLimit: () => world.settings.taskHistoryLimit,
    setTaskHistoryLimit: (limit) =>
      asked(() => {
        world.settings.taskHistoryLimit = limit;
        return changed("Swarm updated.");
      }),
    reachedBy: (publishedPort, name) => tasksBehind(store, control.agents, publishedPort, findNode(store, name)),
    samples: () => [...samples],
    cost: cost.read,
    onChange: (note) => void store.watch({ change: (change) => note(loop.now(), change) }),
    hash: trace.digest,
  };
}
