// `kubectl scale`, `set image` and `delete` -> commands.
import { type Command, type Refused, refuse } from "../command.ts";
import { type Flags, type FlagsRead, readFlags, wholeNumber } from "./flags.ts";
import { NO_NAME, NOTHING_NAMED, readNamed, readRequests } from "./requests.ts";

/** More replicas than any scenario's nodes could run; a bound on what a replay may cost. */
export const MOST_REPLICAS = 200;

const SCALE: Flags = {
  replicas: { takes: "text" },
  "current-replicas": { takes: "text" },
  "resource-version": { takes: "text", lacks: true },
  timeout: { takes: "text", lacks: true },
  all: { takes: "nothing", lacks: true },
  selector: { takes: "text", short: "l", lacks: true },
};

/** Parses what follows `kubectl scale`. */
export function parseScale(args: string[]): Command {
  const read = readFlags("scale", args, SCALE);
  if (read.kind === "refused") return read;
  const counts = readCounts(read);
  if ("kind" in counts) return counts;
  const named = readNamed(read.words);
  if (named.kind === "refused") return named;
  if (counts.replicas > MOST_REPLICAS) return refuse(tooMany("--replicas"));
  return { kind: "scale", requests: named.requests, namespace: read.values.get("namespace") ?? "default", ...counts };
}

function readCounts(read: FlagsRead): { replicas: number; currentReplicas?: number } | Refused {
  const replicas = wholeNumber("scale", read, "replicas");
  if (typeof replicas === "object") return replicas;
  const currentReplicas = wholeNumber("scale", read, "current-replicas");
  if (typeof currentReplicas === "object") return currentReplicas;
  if (replicas === undefined) return refuse('error: required flag(s) "replicas" not set');
  if (replicas < 0) {
    return refuse("error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
  }
  // -1 is how kubectl writes "whatever it is".
  return currentReplicas === undefined || currentReplicas < 0 ? { replicas } : { replicas, currentReplicas };
}

/** The lab's own bound, in words. */
export function tooMany(flag: string): string {
  return `The lab stops at ${MOST_REPLICAS} replicas; ask for fewer with ${flag}.`;
}

const SET_IMAGE: Flags = {
  all: { takes: "nothing", lacks: true },
  selector: { takes: "text", short: "l", lacks: true },
  local: { takes: "nothing", lacks: true },
};

/** Parses what follows `kubectl set`. */
export function parseSet(args: string[]): Command {
  if (args[0] !== "image") return refuse("The lab has `kubectl set image` only.");
  const read = readFlags("set image", args.slice(1), SET_IMAGE);
  if (read.kind === "refused") return read;
  const images: [string, string][] = [];
  const words: string[] = [];
  for (const word of read.words) {
    const equals = word.indexOf("=");
    if (equals > 0) images.push([word.slice(0, equals), word.slice(equals + 1)]);
    else words.push(word);
  }
  const named = readNamed(words);
  if (named.kind === "refused") return named;
  if (named.requests.some(({ kind }) => kind !== "Deployment"))
    return refuse("The lab sets images of deployments only.");
  return { kind: "set-image", requests: named.requests, images, namespace: read.values.get("namespace") ?? "default" };
}

const DELETE: Flags = {
  all: { takes: "nothing", lacks: true },
  selector: { takes: "text", short: "l", lacks: true },
  force: { takes: "nothing", lacks: true },
  now: { takes: "nothing", lacks: true },
  "grace-period": { takes: "text", lacks: true },
  "ignore-not-found": { takes: "nothing", lacks: true },
};

/** Parses what follows `kubectl delete`. */
export function parseDelete(args: string[]): Command {
  const read = readFlags("delete", args, DELETE);
  if (read.kind === "refused") return read;
  if (read.words.length === 0) return refuse(NOTHING_NAMED);
  const wanted = readRequests(read.words);
  if (wanted.kind === "refused") return wanted;
  if (wanted.requests.some(({ kind }) => kind !== "HorizontalPodAutoscaler")) {
    return refuse("The lab deletes hpa only, so far. To run fewer pods, scale the Deployment.");
  }
  const names = wanted.requests.flatMap((request) => request.names);
  if (names.length === 0) return refuse(NO_NAME);
  return { kind: "delete-hpa", names, namespace: read.values.get("namespace") ?? "default" };
}
