/** What the client says while a service converges (docker/cli, cli/command/service/progress). One look at the service is one step. */
import type { ApiService, ApiTask } from "../engine/objects.ts";
import { shortId } from "../format/names.ts";

/** A line that later ones of the same id replace on a terminal. Elsewhere lines with a bar are not printed. */
export type Line = { id: string; text: string; bar?: { current: number; total: number } };

/** States in the order of a task's life; what is not here is not shown. */
const STATES = [
  "new",
  "allocated",
  "pending",
  "assigned",
  "accepted",
  "preparing",
  "ready",
  "starting",
  "running",
  "complete",
  "shutdown",
  "failed",
  "rejected",
];

const RUNNING = STATES.indexOf("running") + 1;
const WIDEST = Math.max(...STATES.map((state) => state.length));
const MOST_BARS = 20;
const LONGEST_ERROR = 75;

const numberOf = (state: string) => STATES.indexOf(state) + 1;
const isTerminal = (state: string) => numberOf(state) > RUNNING;
const isRunning = (task: ApiTask) => !isTerminal(task.DesiredState) && task.Status.State === "running";

function shortError(text: string): string {
  const flat = text.replaceAll("\n", " ");
  return flat.length > LONGEST_ERROR ? `${flat.slice(0, LONGEST_ERROR - 1)}…` : flat;
}

/** Of several tasks in one place, the one that is wanted least far on, and of those the one that has come least far. */
function firstByPlace<K>(tasks: ApiTask[], placeOf: (task: ApiTask) => K, isCounted: (task: ApiTask) => boolean) {
  const places = new Map<K, ApiTask>();
  for (const task of tasks) {
    if (numberOf(task.DesiredState) === 0 || numberOf(task.Status.State) === 0) continue;
    const other = places.get(placeOf(task));
    if (other) {
      const difference = numberOf(other.DesiredState) - numberOf(task.DesiredState);
      if (difference < 0) continue;
      if (difference === 0 && numberOf(other.Status.State) <= numberOf(task.Status.State)) continue;
    }
    if (isCounted(task)) places.set(placeOf(task), task);
  }
  return places;
}

const overall = (done: number, total: number, isRollback: boolean): Line => ({
  id: "overall progress",
  text: `${isRollback ? "rolling back update: " : ""}${done} out of ${total} tasks`,
});

function taskLine(id: string, task: ApiTask): Line[] {
  const { Err = "", State } = task.Status;
  if (Err !== "") return [{ id, text: shortError(Err) }];
  if (isTerminal(task.DesiredState) || isTerminal(State)) return [];
  return [{ id, text: State.padEnd(WIDEST), bar: { current: numberOf(State), total: RUNNING } }];
}

export type Look = { service: ApiService; tasks: ApiTask[]; activeNodes: ReadonlySet<string>; isRollback: boolean };

/** Answers whether all tasks are as they should be; lines go to `write`. */
export type Updater = (look: Look, write: (lines: Line[]) => void) => boolean;

/** The bars of a service's replicas, before anything is known of them. */
const emptyBars = (replicas: number): Line[] =>
  Array.from({ length: replicas }, (_, index) => ({ id: `${index + 1}/${replicas}`, text: " " }));

const hasStopped = (tasks: Iterable<ApiTask>) => [...tasks].some(({ Status }) => Status.State !== "running");

/** The bars of slots, which are numbered in the order in which they were first seen. */
function slotLines(slots: Map<number, ApiTask>, places: Map<number, number>, replicas: number): Line[] {
  for (const slot of [...slots.keys()].toSorted((a, b) => a - b))
    if (!places.has(slot)) places.set(slot, places.size + 1);
  return [...slots].flatMap(([slot, task]) => {
    const place = places.get(slot) ?? 0;
    return place <= replicas ? taskLine(`${place}/${replicas}`, task) : [];
  });
}

const REPLICATED = (): Updater => {
  const places = new Map<number, number>();
  let isFirst = true;
  let isDone = false;
  return ({ service, tasks, activeNodes, isRollback }, write) => {
    const replicas = service.Spec.Mode.Replicated?.Replicas ?? 0;
    const hasBars = replicas <= MOST_BARS;
    if (isFirst) write([overall(0, replicas, isRollback), ...(hasBars ? emptyBars(replicas) : [])]);
    isFirst = false;
    const isCounted = ({ NodeID }: ApiTask) => NodeID === undefined || activeNodes.has(NodeID);
    const slots = firstByPlace(tasks, ({ Slot = 0 }) => Slot, isCounted);
    if (hasStopped(slots.values())) isDone = false;
    const bars = slotLines(slots, places, replicas);
    const running = [...slots.values()].filter(isRunning).length;
    if (!isDone) {
      write([...(hasBars ? bars : []), overall(running, replicas, isRollback)]);
      isDone = running === replicas;
    }
    return running === replicas;
  };
};

const GLOBAL = (): Updater => {
  let isFirst = true;
  let isDone = false;
  return ({ tasks, activeNodes, isRollback }, write) => {
    const nodes = firstByPlace(
      tasks,
      ({ NodeID = "" }) => NodeID,
      () => true,
    );
    if (isFirst && nodes.size === 0) {
      write([{ id: "overall progress", text: "waiting for new tasks" }]);
      return false;
    }
    if (isFirst) write([overall(0, nodes.size, isRollback)]);
    isFirst = false;
    if (hasStopped(nodes.values())) isDone = false;
    const active = [...nodes].filter(([nodeId]) => activeNodes.has(nodeId));
    if (!isDone && nodes.size <= MOST_BARS) for (const [nodeId, task] of active) write(taskLine(shortId(nodeId), task));
    const running = active.filter(([, task]) => isRunning(task)).length;
    if (!isDone) {
      write([overall(running, nodes.size, isRollback)]);
      isDone = running === nodes.size;
    }
    return running === nodes.size;
  };
};

/** A job's tasks of its present turn: done when all have completed. */
const JOB = (): Updater => {
  let isFirst = true;
  return ({ service, tasks, activeNodes }, write) => {
    const iteration = service.JobStatus?.JobIteration.Index ?? 0;
    const own = tasks.filter((task) => (task.JobIteration?.Index ?? 0) === iteration);
    const completed = own.filter(({ Status }) => Status.State === "complete").length;
    const onActive = own.filter(({ NodeID = "" }) => activeNodes.has(NodeID)).length;
    const total = service.Spec.Mode.ReplicatedJob?.TotalCompletions ?? onActive;
    const text = `${String(completed).padStart(String(total).length)} out of ${total} complete`;
    write([{ id: "job progress", text, bar: { current: completed, total: Math.max(1, total) } }]);
    const isOver = !isFirst && completed >= total;
    isFirst = false;
    return isOver;
  };
};

export function updaterFor({ Spec: { Mode } }: ApiService): Updater {
  if (Mode.Replicated) return REPLICATED();
  return Mode.Global ? GLOBAL() : JOB();
}
