/** `kubectl get -w`: the list, and then a row for every change while a minute of simulated time passes. kubectl itself would go on for ever. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { printTable } from "../../print/table.ts";
import { lacking, line, type Outcome } from "../../shell/outcome.ts";
import type { ApiResource } from "../api-resources.ts";
import type { KubectlContext } from "../context.ts";
import { complaint } from "../errors.ts";
import { fetch } from "../fetch.ts";
import { isOn, readDuration, textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import type { Format } from "../output-format.ts";
import type { ByName, BySelector } from "../requests.ts";
import { headerOf, type Look, rowsOf } from "./get-tables.ts";

const WATCHED_MS = 60_000;
const STEP_MS = 1_000;
const MOST_ROWS = 200;

type Watched = { read: FlagsRead; format: Extract<Format, { ok: true }>; wanted: ByName | BySelector };

export function watch(context: KubectlContext, { read, format, wanted }: Watched): Outcome {
  const resources = new Set(
    wanted.by === "selector" ? wanted.resources : wanted.targets.map(({ resource }) => resource),
  );
  const [resource] = resources;
  if (!resource || resources.size > 1) return complaint("you may only specify a single resource type");
  if (format.kind !== "table" && format.kind !== "wide")
    return lacking(`kubectl get -w -o ${format.kind}`, "The lab watches tables only.");
  const first = fetch(context.world.store, wanted);
  const errors = [...first.errors, ...first.missing];
  if (errors.length > 0) return { stdout: "", stderr: errors.map(line).join(""), exit: 1 };
  const look = (): Look => ({ wide: format.kind === "wide", now: context.now(), epoch: context.world.world.epoch });
  const timeout = timeoutOf(read);
  const end = context.now() + Math.min(timeout ?? WATCHED_MS, WATCHED_MS);
  const rows = follow(context, wanted, end, (objects) => rowsOf(resource, objects, read, look()));
  const shown = isOn(read, "watch-only") ? rows.slice(first.found.length) : rows;
  return told(resource, shown, read, look().wide);
}

/** --request-timeout ends a watch: `5s`, or a number of seconds; none and 0 do not. */
function timeoutOf(read: FlagsRead): number | undefined {
  const text = textOf(read, "request-timeout");
  const ms = readDuration(/^\d+$/.test(text) ? `${text}s` : text);
  return ms || undefined;
}

function told(resource: ApiResource, rows: readonly string[][], read: FlagsRead, wide: boolean): Outcome {
  const some = rows.slice(0, MOST_ROWS);
  const stops = (timeoutOf(read) ?? Number.POSITIVE_INFINITY) > WATCHED_MS;
  const note = stops ? `# The lab has watched for ${WATCHED_MS / 1_000} seconds; kubectl itself would go on.\n` : "";
  const table = some.length === 0 ? "" : line(printTable([...headerOf(resource, read, wide), ...some]));
  return { stdout: table, stderr: note, exit: 0 };
}

/** The rows of what is there, and of everything that changes, as it is at that moment; of what goes, its last. */
function follow(
  { world, now }: KubectlContext,
  wanted: ByName | BySelector,
  end: number,
  rowsFor: (objects: readonly KubernetesObject[]) => string[][],
): string[][] {
  const list = () => fetch(world.store, wanted).found.map(({ object }) => object);
  const key = ({ metadata }: KubernetesObject) => metadata.uid;
  let before = list();
  const rows = rowsFor(before);
  while (now() < end && rows.length < MOST_ROWS) {
    const from = now();
    world.run(Math.min(from + STEP_MS, end));
    // A scenario that is over stands still.
    if (now() === from) break;
    const after = list();
    const known = new Set<KubernetesObject>(before);
    const there = new Set(after.map(key));
    const gone = before.filter((object) => !there.has(key(object)));
    const last = rows.at(-1)?.join();
    const fresh = rowsFor([...after.filter((object) => !known.has(object)), ...gone]);
    rows.push(...fresh.filter((row) => row.join() !== last));
    before = after;
  }
  return rows;
}
