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

function referenceTo({ kind, metadata }: KubernetesObject, fieldPath: string | undefined): Event["involvedObject"] {
  const { name, namespace, uid } = metadata;
  return { kind, name, namespace, uid, ...(fieldPath === undefined ? {} : { fieldPath }) };
}

export function createRecorder(loop: Loop, random: Random, store: Store): RecordEvent {
  const isCombined = createAggregator();
  const isSpam = createSpamFilter();
  const names = new Map<string, string>();

  const write = (key: string, message: string, { about, fieldPath, type = "Normal", reason, source }: Happening) => {
    const now = loop.now();
    const namespace = namespaceOf(about);
    const old = store.get("Event", names.get(key) ?? "", namespace);
    if (old) return store.put({ ...old, message, count: old.count + 1, lastTimestamp: now });
    const name = `${about.metadata.name}.${random.next().toString(16).slice(2, 14).padEnd(16, "0")}`;
    names.set(key, name);
    store.put({
      kind: "Event",
      metadata: createMetadata(random, now, { name, namespace }),
      type,
      reason,
      message,
      involvedObject: referenceTo(about, fieldPath),
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
