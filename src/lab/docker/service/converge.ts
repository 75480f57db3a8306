/** Waits until a service is as it should be, in simulated time, as the client does after create, update, scale and rollback. */
import { failed, joined, line, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call } from "../command/command.ts";
import type { Engine } from "../engine/engine.ts";
import { findService } from "../engine/find.ts";
import type { ApiService } from "../engine/objects.ts";
import { updaterFor, type Line, type Updater } from "./progress.ts";

const LOOK_MS = 200;
const MONITOR_MS = 5_000;
const NANO_A_MS = 1e6;

type Waiting = Pick<Call, "engine" | "patienceMs" | "isTerminal">;

/** A bar of 50 signs, as on a terminal (docker/docker, pkg/jsonmessage). */
function barText({ current, total }: NonNullable<Line["bar"]>): string {
  const filled = Math.min(50, Math.floor((current * 100) / total / 2));
  return ` [${"=".repeat(filled)}>${" ".repeat(50 - filled)}] `;
}

/** As another program reads it: line by line, without bars. */
const streamed = (lines: Line[]) =>
  lines
    .filter(({ bar }) => !bar)
    .map(({ id, text }) => (id === "" ? `${text}\n` : `${id}: ${text}\n`))
    .join("");

/** As it stands on a terminal in the end: the last line of each id. */
function lastPicture(lines: Line[]): string {
  const byId = new Map<string, string>();
  for (const [index, { id, text, bar }] of lines.entries()) {
    const shown = id === "" ? text : `${id}: ${text}${bar ? barText(bar) : ""}`;
    byId.set(id === "" ? `message ${index}` : id, shown.trimEnd());
  }
  return [...byId.values()].map((shown) => `${shown}\n`).join("");
}

/** What has been seen so far. */
type Watch = {
  lines: Line[];
  updater: Updater;
  isRollback: boolean;
  hasConverged: boolean;
  convergedAt: number | undefined;
  /** Said at the end. */
  last: Line | undefined;
};

/** How the waiting ended. */
type End = { error?: string };

/** What each status of an update means for the one who waits (progress.go, ServiceProgress). Answers when it is over. */
const JUDGE: Readonly<Record<string, (watch: Watch, message: string) => End | undefined>> = {
  updating: (watch) => void (watch.isRollback = false),
  completed: ({ hasConverged }) => (hasConverged ? undefined : {}),
  paused: (_, message) => ({ error: `service update paused: ${message}` }),
  rollback_paused: (_, message) => ({ error: `service rollback paused: ${message}` }),
  rollback_started(watch, message) {
    if (!watch.isRollback && message !== "") watch.lines.push({ id: "rollback", text: message });
    watch.isRollback = true;
    return undefined;
  },
  rollback_completed(watch, message) {
    if (!watch.hasConverged) watch.last = { id: "rollback", text: message };
    watch.isRollback = true;
    return undefined;
  },
};

const judge = ({ UpdateStatus: status }: ApiService, watch: Watch): End | undefined =>
  status && JUDGE[status.State]?.(watch, status.Message);

const activeNodes = (engine: Engine) =>
  new Set(engine.nodes().flatMap(({ ID, Status }) => (Status.State === "down" ? [] : [ID])));

/** How long a service must be well, in milliseconds. */
function monitorMsOf({ Spec }: ApiService): number {
  const { Monitor = 0 } = Spec.UpdateConfig ?? {};
  return Monitor === 0 ? MONITOR_MS : Monitor / NANO_A_MS;
}

const verify = (text: string): Line => ({ id: "verify", text });

/** Notes since when the service has been well, or that it is no more. */
function noteWellbeing(watch: Watch, isWell: boolean, now: number, monitorMs: number): void {
  if (!isWell && watch.convergedAt !== undefined) watch.lines.push(verify("Detected task failure"));
  watch.hasConverged = isWell;
  watch.convergedAt = isWell ? (watch.convergedAt ?? now) : undefined;
  const left = monitorMs - (now - (watch.convergedAt ?? now));
  if (!isWell || left <= 0) return;
  watch.lines.push(verify(`Waiting ${Math.ceil(left / 1_000)} seconds to verify that tasks are stable...`));
}

/** One look at the service. Answers when it is over. */
function look(engine: Engine, ref: string, service: ApiService, watch: Watch): End | undefined {
  const end = judge(service, watch);
  if (end) return end;
  const monitorMs = monitorMsOf(service);
  const now = engine.now();
  if (watch.hasConverged && now - (watch.convergedAt ?? now) >= monitorMs) {
    watch.lines.push(verify(`Service ${ref} converged`), ...(watch.last ? [watch.last] : []));
    return {};
  }
  const tasks = engine.upToDateTasks(service.ID);
  const seen = { service, tasks, activeNodes: activeNodes(engine), isRollback: watch.isRollback };
  const isWell = watch.updater(seen, (some) => void watch.lines.push(...some));
  if (isWell && service.JobStatus) {
    watch.lines.push({ id: "", text: "job complete" });
    return {};
  }
  noteWellbeing(watch, isWell, now, monitorMs);
  return undefined;
}

const goesOn = (ref: string): Line[] => [
  { id: "", text: "Operation continuing in background." },
  { id: "", text: `Use \`docker service ps ${ref}\` to check progress.` },
];

/** Looks every 200 ms, until the service has been well for as long as updates are watched. */
function follow({ engine, patienceMs }: Waiting, ref: string): End & { lines: Line[] } {
  const lines: Line[] = [];
  const from = engine.now();
  let watch: Watch | undefined;
  for (;;) {
    const trouble = engine.unavailable();
    if (trouble !== undefined) return { lines, error: trouble };
    const found = findService(engine, ref);
    if ("error" in found) return { lines, error: found.error };
    watch ??= { lines, updater: updaterFor(found.found), ...UNSEEN };
    const end = look(engine, ref, found.found, watch);
    if (end) return { lines, ...end };
    const now = engine.now();
    if (now - from < patienceMs) engine.wait(LOOK_MS);
    // At the end of a lab no more time passes, however patient one is.
    if (engine.now() === now) return { lines: watch.hasConverged ? lines : [...lines, ...goesOn(ref)] };
  }
}

const UNSEEN = { isRollback: false, hasConverged: false, convergedAt: undefined, last: undefined };

/**
 * A change takes so long, in milliseconds, for one who does not wait for what comes of it: the daemon asks a registry for the image, and the
 * managers agree. The orchestrator has seen it then, so that a look at the service finds its tasks.
 */
const CHANGE_MS = 300;

/** What --detach does. */
export function inBackground({ engine }: Pick<Call, "engine">): Outcome {
  engine.wait(CHANGE_MS);
  return printed("");
}

/** `ref` is the service as the person named it. Nothing is shown when `isQuiet`. */
export function converge(waiting: Waiting, ref: string, isQuiet: boolean): Outcome {
  if (waiting.patienceMs <= 0) return inBackground(waiting);
  const { lines, error } = follow(waiting, ref);
  const shown = waiting.isTerminal ? lastPicture(lines) : streamed(lines);
  const outcome = printed(isQuiet ? "" : line(shown));
  return error === undefined ? outcome : joined([outcome, failed(error)]);
}
