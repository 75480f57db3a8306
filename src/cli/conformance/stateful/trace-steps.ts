/** Traces of sets whose pods have places (ordinals or nodes): which pod was made, ready, told to go and gone, in which order and when. */
import type { Sheet } from "../sheet.ts";
import { SETTLED_MS, TOLERANCE_MS } from "../batch/trace-cluster.ts";
import type { Row } from "../batch/values.ts";

/** One step in a pod's life. `key` names it: what, where, and the how manieth time. `ready` are the places with a ready pod just before. */
export type Step = {
  t: number;
  what: "create" | "ready" | "delete" | "gone";
  place: string;
  key: string;
  ready: string[];
};

/** What changed with a line of the log. */
function stepsOf(before: Row | undefined, line: Row): Step["what"][] {
  const steps: Step["what"][] = [];
  if (!before) steps.push("create");
  if (line.ready === "True" && before?.ready !== "True" && !line.deleting) steps.push("ready");
  if (line.deleting && !before?.deleting) steps.push("delete");
  if (line.ev === "DELETED") steps.push("gone");
  return steps;
}

/** The steps in a log of pods; `placeOf` gives the place of the pod of that name. */
export function readSteps(log: Row[], placeOf: (name: string) => string): Step[] {
  const pods = new Map<string, Row>();
  const counts = new Map<string, number>();
  const steps: Step[] = [];
  for (const line of log.filter(({ kind }) => kind === "Pod")) {
    const place = placeOf(line.name);
    const ready = [...pods.values()].filter((pod) => pod.ready === "True" && !pod.deleting);
    for (const what of stepsOf(pods.get(line.name), line)) {
      const name = `${what} ${place}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const places = ready.map((pod) => placeOf(pod.name)).toSorted();
      steps.push({ t: line.t, what, place, key: `${name} #${counts.get(name)}`, ready: places });
    }
    if (line.ev === "DELETED") pods.delete(line.name);
    else pods.set(line.name, line);
  }
  return steps;
}

/** Between two actions of the log. */
export type Phase = { name: string; from: number; to: number };

export function phasesOf(log: Row[]): Phase[] {
  const actions = log.filter(({ kind }) => kind === "ACTION");
  const end = (log.at(-1)?.t ?? 0) + TOLERANCE_MS;
  return actions.map(({ msg, t }, i) => ({ name: msg, from: t, to: actions[i + 1]?.t ?? end }));
}

const within = (steps: Step[], { from, to }: Phase) => steps.filter(({ t }) => t >= from && t < to);

/** Steps that lie further apart than SETTLED_MS keep their order. */
function compareOrder(sheet: Sheet, name: string, actual: Step[], expected: Step[]): void {
  sheet.row(`${name}: the same steps, in order`, (check) => {
    check.equal(actual.map(({ key }) => key).toSorted(), expected.map(({ key }) => key).toSorted(), "steps");
    const times = new Map(actual.map(({ key, t }) => [key, t]));
    for (const [i, earlier] of expected.entries())
      for (const later of expected.slice(i + 1)) {
        if (later.t - earlier.t <= SETTLED_MS) continue;
        const inOrder = (times.get(earlier.key) ?? 0) <= (times.get(later.key) ?? 0);
        check.ok(inOrder, `${earlier.key} before ${later.key}`);
      }
  });
}

function compareTimes(sheet: Sheet, name: string, actual: Step[], expected: Step[]): void {
  const times = new Map(actual.map(({ key, t }) => [key, t]));
  for (const { key, t } of expected)
    sheet.row(`${name}: ${key}`, (check) => check.within(times.get(key), t, TOLERANCE_MS));
}

/** What was ready when a pod was made or told to go. */
function compareGates(sheet: Sheet, name: string, actual: Step[], expected: Step[]): void {
  const gates = new Map(actual.map(({ key, ready }) => [key, ready]));
  for (const { key, what, ready } of expected)
    if (what === "create" || what === "delete")
      sheet.row(`${name}: ready at ${key}`, (check) => check.equal(gates.get(key), ready));
}

/** Compares phase by phase. With `hasGates`, what is ready at each step is compared too: where steps do not wait it is chance. */
export function compareSteps(sheet: Sheet, phases: Phase[], actual: Step[], expected: Step[], hasGates: boolean): void {
  for (const phase of phases) {
    const own = within(actual, phase);
    const wanted = within(expected, phase);
    if (wanted.length === 0) continue;
    compareOrder(sheet, phase.name, own, wanted);
    compareTimes(sheet, phase.name, own, wanted);
    if (hasGates) compareGates(sheet, phase.name, own, wanted);
  }
}
