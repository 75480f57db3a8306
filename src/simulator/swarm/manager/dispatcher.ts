/** Sends agents their tasks, and tells from their heartbeats which nodes are there (manager/dispatcher/{dispatcher,nodes,period}.go). */
import type { Agents } from "../agent/agents.ts";
import { isAfter, isBefore, type Node, type Task } from "../objects.ts";
import type { Scope, World } from "../world.ts";

/** The period of heartbeats is drawn anew for each, this much more or less. */
const EPSILON_MS = 500;

/** This many periods without a heartbeat and a node is down; twice as many after a change of leader. */
const GRACE_PERIODS = 3;

/** After this long in "down" a node's tasks are given up. */
const ORPHAN_MS = 24 * 3_600_000;

/** How long agents take to find a new leader. */
const RECONNECT_MS = 100;

export type Dispatcher = {
  /** A node's machine is gone; nobody has noticed yet. */
  lose(nodeId: string): void;
  /** It is back and registers. */
  regain(nodeId: string): void;
};

type DispatcherParts = { world: World; scope: Scope; agents: Agents; isNewLeader: boolean };

function setStatus({ store }: World, nodeId: string, status: Node["status"]): void {
  const node = store.node(nodeId);
  if (node) store.commit((write) => void write.put({ ...node, status }));
}

const isOnAgent = ({ state }: Task["status"]) => !isBefore(state, "assigned") && !isAfter(state, "running");

function orphanTasks({ store }: World, nodeId: string): void {
  store.commit((write) => {
    for (const task of store.tasksOnNode(nodeId)) {
      if (isOnAgent(task.status)) write.put({ ...task, status: { ...task.status, state: "orphaned" } });
    }
  });
}

/** Sends tasks to agents as they change, those of a short while together. */
function startSending({ world, scope, agents }: DispatcherParts): void {
  const { store, settings } = world;
  const toSend = new Set<string>();
  const send = () => {
    const tasks = [...toSend].flatMap((id) => store.task(id) ?? []);
    toSend.clear();
    for (const task of tasks) agents.assign(task);
  };
  for (const task of store.tasks()) agents.assign(task);
  scope.watch({
    change({ action, object }) {
      if (object.kind !== "task" || object.nodeId === undefined) return;
      if (action === "delete") return agents.drop(object);
      if (isBefore(object.status.state, "assigned")) return;
      if (toSend.size === 0 && settings.assignmentMs > 0) scope.after(settings.assignmentMs, send);
      toSend.add(object.id);
    },
    commit() {
      if (settings.assignmentMs === 0) send();
    },
  });
}

export function startDispatcher(parts: DispatcherParts): Dispatcher {
  const { world, scope, agents, isNewLeader } = parts;
  /** Counted up when a node comes back, so that what was to happen for its absence does not. */
  const absences = new Map<string, number>();

  const unlessBack = (nodeId: string, delayMs: number, run: () => void) => {
    const absence = absences.get(nodeId);
    scope.after(delayMs, () => {
      if (absences.get(nodeId) === absence) run();
    });
  };

  const orphanLater = (nodeId: string) => unlessBack(nodeId, ORPHAN_MS, () => orphanTasks(world, nodeId));

  const goDown = (nodeId: string, message: string) => {
    setStatus(world, nodeId, { state: "down", message });
    orphanLater(nodeId);
  };

  const drawPeriod = () => world.settings.heartbeatMs + world.random.between(-EPSILON_MS, EPSILON_MS - 1);

  const lose = (nodeId: string) => {
    const period = drawPeriod();
    const sinceLast = world.random.below(period);
    unlessBack(nodeId, period * GRACE_PERIODS - sinceLast, () => goDown(nodeId, "heartbeat failure"));
  };

  const regain = (nodeId: string) => {
    absences.set(nodeId, (absences.get(nodeId) ?? 0) + 1);
    setStatus(world, nodeId, { state: "ready", message: "" });
  };

  /** Nobody is known to a new leader, who waits twice as long before it takes a node for down. */
  const meet = (node: Node) => {
    if (node.status.state === "down") orphanLater(node.id);
    else {
      const message = 'Node moved to "unknown" state due to leadership change in cluster';
      setStatus(world, node.id, { state: "unknown", message });
      const grace = drawPeriod() * GRACE_PERIODS * 2;
      unlessBack(node.id, grace, () => goDown(node.id, 'heartbeat failure for node in "unknown" state'));
    }
    scope.after(RECONNECT_MS, () => {
      if (agents.isAlive(node.id)) regain(node.id);
    });
  };

  if (isNewLeader) for (const node of world.store.nodes()) meet(node);
  startSending(parts);
  return { lose, regain };
}
