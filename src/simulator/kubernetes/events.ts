/**
 * Events, correlated as client-go does (tools/record/events_cache.go): equal ones are counted up, the tenth similar one (all but the message
 * equal) within ten minutes and those after it are combined, and a source may say 25 things about an object, then one every five minutes.
 * The scheduler's newer recorder (tools/events) only counts equal ones.
 */
import { createBucket, type Bucket } from "../kernel/bucket.ts";
import type { Loop } from "../kernel/loop.ts";
import type { Random } from "../kernel/random.ts";
import { createMetadata } from "./metadata.ts";
import type { Event } from "./api/core.ts";
import type { KubernetesObject } from "./api/kinds.ts";
import type { Store } from "./store.ts";

export type Happening = {
  about: KubernetesObject;
  /** It is told of its name alone, not of the one object that has the name now (and `kubectl describe` does not find it). */
  isByName?: boolean;
  /** Which part of it: "spec.containers{app}". */
  fieldPath?: string;
  type?: Event["type"];
  reason: string;
  message: string;
  source: string;
};
export type RecordEvent = (happening: Happening) => void;

const SIMILAR_EVENTS = 10;
const SIMILAR_WITHIN_MS = 600_000;
const SPAM_LIMIT = { qps: 1 / 300, burst: 25 };
/** kube-apiserver --event-ttl. */
export const EVENT_TTL_MS = 3_600_000;

type Similar = { messages: Set<string>; at: number };

function createAggregator() {
  const similar = new Map<string, Similar>();
  return (key: string, message: string, now: number): boolean => {
    let record = similar.get(key);
    if (!record || now - record.at > SIMILAR_WITHIN_MS) similar.set(key, (record = { messages: new Set(), at: now }));
    record.at = now;
    record.messages.add(message);
    if (record.messages.size < SIMILAR_EVENTS) return false;
    for (const oldest of record.messages) {
      record.messages.delete(oldest);
      break;
    }
    return true;
  };
}

/** Token buckets by key, made when first asked. */
function createSpamFilter() {
  const buckets = new Map<string, Bucket>();
  return (key: string, now: number): boolean => {
    let bucket = buckets.get(key);
    if (!bucket) buckets.set(key, (bucket = createBucket(SPAM_LIMIT)));
    return !bucket.offer(now);
  };
}

/** What is cluster-wide has its events in the default namespace. */
const namespaceOf = ({ metadata }: KubernetesObject) => metadata.namespace || "default";

function referenceTo({ about, isByName, fieldPath }: Happening): Event["involvedObject"] {
  const { name, namespace, uid } = about.metadata;
  return {
    kind: about.kind,
    name,
    namespace,
    ...(isByName ? {} : { uid }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}

/**
 * Events are named by the nanosecond in which they were first recorded, in hexadecimal (tools/record/event.go, makeEvent): the server lists
 * them by name, so that those of one second stand in the order in which they happened. Here each takes one nanosecond of its millisecond.
 */
function createNaming(loop: Loop, epoch: number): (object: string) => string {
  let at = Number.NaN;
  let taken = 0n;
  return (object) => {
    const now = epoch + loop.now();
    taken = now === at ? taken + 1n : 0n;
    at = now;
    const nanoseconds = BigInt.asUintN(64, BigInt(now) * 1_000_000n + taken);
    return `${object}.${nanoseconds.toString(16).padStart(16, "0")}`;
  };
}

/** `epoch`: milliseconds since 1970, UTC, at simulated time 0. */
export function createRecorder(loop: Loop, random: Random, store: Store, epoch = 0): RecordEvent {
  const isCombined = createAggregator();
  const isSpam = createSpamFilter();
  const nameFor = createNaming(loop, epoch);
  const names = new Map<string, string>();

  const write = (key: string, message: string, happening: Happening) => {
    const { about, type = "Normal", reason, source } = happening;
    const now = loop.now();
    const namespace = namespaceOf(about);
    const old = store.get("Event", names.get(key) ?? "", namespace);
    if (old) return store.put({ ...old, message, count: old.count + 1, lastTimestamp: now });
    const name = nameFor(about.metadata.name);
    names.set(key, name);
    store.put({
      kind: "Event",
      metadata: createMetadata(random, now, { name, namespace }),
      type,
      reason,
      message,
      involvedObject: referenceTo(happening),
      source,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
    });
  };

  return (happening) => {
    const { about, fieldPath = "", type = "Normal", reason, message, source } = happening;
    const now = loop.now();
    const object = `${source} ${about.kind}/${about.metadata.name} ${about.metadata.uid}`;
    const kind = `${object} ${fieldPath} ${type} ${reason}`;
    if (source === "default-scheduler") return write(`${kind} ${message}`, message, happening);
    const combined = isCombined(kind, message, now);
    if (isSpam(object, now)) return;
    if (combined) write(kind, `(combined from similar events): ${message}`, happening);
    else write(`${kind} ${message}`, message, happening);
  };
}

/** How often the API server is taken to remove what is too old. */
const FORGET_EVERY_MS = 60_000;

/** Removes events whose time to live is over, again and again. */
export function startEventExpiry({ loop, store }: { loop: Loop; store: Store }): void {
  const turn = () => {
    forgetOldEvents(store, loop.now());
    loop.after(FORGET_EVERY_MS, turn);
  };
  loop.after(FORGET_EVERY_MS, turn);
}

function forgetOldEvents(store: Store, now: number): void {
  for (const event of store.list("Event"))
    if (now - event.lastTimestamp >= EVENT_TTL_MS) store.remove("Event", event.metadata.name, event.metadata.namespace);
}
