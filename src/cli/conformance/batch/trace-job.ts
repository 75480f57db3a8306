/** Traces of Jobs and CronJobs: when each pod and run began and ended, what the counters said, and how it ended. */
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Adapt } from "../adapters.ts";
import type { Sheet } from "../sheet.ts";
import { applyManifest, keepLog, SETTLED_MS, startCluster, TOLERANCE_MS } from "./trace-cluster.ts";
import type { Row } from "./values.ts";

const conditionsIn = (conditions: Row[] = []) =>
  conditions.map(({ type, status, reason }) => `${type}=${status}:${reason}`);

function project({ kind, metadata, status }: Row): Row | undefined {
  if (kind !== "Job") return undefined;
  const { active = 0, failed = 0, succeeded = 0, ready = 0, conditions } = status;
  return { kind, name: metadata.name, active, failed, succeeded, ready, conds: conditionsIn(conditions) };
}

const first = (lines: Row[], holds: (line: Row) => boolean): number | undefined => lines.find(holds)?.t;

/** When a pod was made, ran, and ended. */
function livesOf(log: Row[]): { of: string; times: Record<string, number | undefined> }[] {
  const pods = log.filter(({ kind }) => kind === "Pod");
  const names = [...new Set<string>(pods.map(({ name }) => name))];
  return names.map((name) => {
    const lines = pods.filter((line) => line.name === name);
    const [line] = lines;
    return {
      of: line?.rs,
      times: {
        made: line?.t,
        running: first(lines, ({ phase }) => phase === "Running"),
        ended: first(lines, ({ phase }) => phase === "Succeeded" || phase === "Failed"),
        gone: first(lines, ({ ev }) => ev === "DELETED"),
      },
    };
  });
}

const countsOf = ({ active, failed, succeeded, ready }: Row) => ({ active, failed, succeeded, ready });

/** The states of a Job's counters that last, each with its beginning. */
function settledCounts(log: Row[], job: string): Row[] {
  const states = log
    .filter(({ kind, name, ev }) => kind === "Job" && name === job && ev !== "DELETED")
    .map((line) => ({ t: line.t, counts: countsOf(line), text: JSON.stringify(countsOf(line)) }));
  const changes = states.filter(({ text }, i) => text !== states[i - 1]?.text);
  return changes.filter(({ t }, i) => (changes[i + 1]?.t ?? Number.POSITIVE_INFINITY) - t >= SETTLED_MS);
}

const jobsIn = (log: Row[]) => [...new Set<string>(log.filter(({ kind }) => kind === "Job").map(({ name }) => name))];

/** What the recording did not live to see must not come before its end. */
function compareTimes(sheet: Sheet, name: string, actual: Row | undefined, expected: Row, until: number): void {
  sheet.row(name, (check) => {
    for (const [what, time] of Object.entries<number | undefined>(expected)) {
      if (time === undefined) check.ok((actual?.[what] ?? until) >= until, `${what} not before the end`);
      else check.within(actual?.[what], time, TOLERANCE_MS, what);
    }
  });
}

function comparePods(sheet: Sheet, actual: Row[], expected: Row[], until: number): void {
  const own = livesOf(actual);
  const wanted = livesOf(expected);
  sheet.row("number of pods", (check) => check.equal(own.length, wanted.length));
  for (const [i, { of, times }] of wanted.entries()) {
    compareTimes(sheet, `pod ${i} of ${of}`, own[i]?.times, times, until);
    sheet.row(`pod ${i}: its Job`, (check) => check.equal(own[i]?.of, of));
  }
}

function compareCounters(sheet: Sheet, job: string, actual: Row[], expected: Row[]): void {
  const own = settledCounts(actual, job);
  const wanted = settledCounts(expected, job);
  sheet.row(`${job}: counters`, (check) => {
    check.equal(
      own.map(({ counts }) => counts),
      wanted.map(({ counts }) => counts),
    );
    for (const [i, { t, text }] of wanted.entries()) check.within(own[i]?.t, t, TOLERANCE_MS, text);
  });
}

const lastLine = (log: Row[], job: string) => log.findLast(({ kind, name }) => kind === "Job" && name === job);

/** What the Jobs' and CronJobs' events say, whoever the pods are. */
const saidOf = (events: Row[], names: string[]) => {
  const nameless = (text: string) => names.reduce((rest, name) => rest.replaceAll(name, "POD"), text);
  return [...new Set(events.map(({ reason, type, msg }) => `${type} ${reason} ${nameless(msg)}`))].toSorted();
};

const podNames = (log: Row[]) => [...new Set<string>(log.filter(({ kind }) => kind === "Pod").map(({ name }) => name))];

function eventsIn({ store }: Kubernetes): Row[] {
  return store
    .list("Event")
    .filter(({ involvedObject }) => ["Job", "CronJob"].includes(involvedObject.kind))
    .map(({ reason, type, message }) => ({ reason, type, msg: message }));
}

const recordedEvents = (log: Row[]) =>
  log.filter(({ kind, obj = "" }) => kind === "Event" && /^(Cron)?Job\//.test(obj));

export const jobTrace: Adapt = (file, sheet) => {
  const { log, manifests } = file;
  const until = log.at(-1).t;
  const cluster = startCluster(file);
  const actual = keepLog(cluster, project);
  for (const manifest of manifests) applyManifest(cluster, manifest);
  cluster.run(until + TOLERANCE_MS);
  comparePods(sheet, actual, log, until);
  const jobs = jobsIn(log);
  sheet.row("Jobs by name", (check) => check.equal(jobsIn(actual), jobs));
  for (const job of jobs) {
    const made = (lines: Row[]) => ({ made: first(lines, ({ kind, name }) => kind === "Job" && name === job) });
    compareTimes(sheet, `${job}: run`, made(actual), made(log), until);
    compareCounters(sheet, job, actual, log);
    sheet.row(`${job}: conditions`, (check) => check.equal(lastLine(actual, job)?.conds, lastLine(log, job)?.conds));
  }
  sheet.row("events", (check) =>
    check.equal(saidOf(eventsIn(cluster), podNames(actual)), saidOf(recordedEvents(log), podNames(log))),
  );
};
