/**
 * Events, correlated as client-go does (tools/record/events_cache.go): equal ones are counted up, the tenth similar one (all but the message
 * equal) within ten minutes and those after it are combined, and a source may say 25 things about an object, then one every five minutes.
 * The scheduler's newer recorder (tools/events) only counts equal ones.
 */
import { createBucket, type Bucket } from "../kernel/bucket.ts";
import type { Loop } from "../kernel/loop.ts";
import type { Random } from "../kernel/random.ts";
import { createMetadata } from "./metadata.ts";
import type { Event, KubernetesObject } from "./objects.ts";
import type { Store } from "./store.ts";

export type Happening = {
  about: KubernetesObject;
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

export function createRecorder(loop: Loop, random: Random, store: Store): RecordEvent {
  const isCombined = createAggregator();
  const names = new Map<string, string>();
  const spam = new Map<string, Bucket>();

  const isSpam = (key: string) => {
    let bucket = spam.get(key);
    if (!bucket) spam.set(key, (bucket = createBucket(SPAM_LIMIT)));
    return !bucket.offer(loop.now());
  };

  return ({ about, type = "Normal", reason, message, source }) => {
    const now = loop.now();
    const legacy = source !== "default-scheduler";
    const object = `${source} ${about.kind}/${about.metadata.name} ${about.metadata.uid}`;
    const kind = `${object} ${type} ${reason}`;
    const combined = legacy && isCombined(kind, message, now);
    if (legacy && isSpam(object)) return;
    const key = combined ? kind : `${kind} ${message}`;
    const text = combined ? `(combined from similar events): ${message}` : message;
    const old = store.get("Event", names.get(key) ?? "");
    if (old) return store.put({ ...old, message: text, count: old.count + 1, lastTimestamp: now });
    const name = `${about.metadata.name}.${random.next().toString(16).slice(2, 14).padEnd(16, "0")}`;
    names.set(key, name);
    store.put({
      kind: "Event",
      metadata: createMetadata(random, now, { name }),
      type,
      reason,
      message: text,
      involvedObject: { kind: about.kind, name: about.metadata.name, namespace: about.metadata.namespace },
      source,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
    });
  };
}

/** Removes events whose time to live is over. */
export function forgetOldEvents(store: Store, now: number): void {
  for (const event of store.list("Event"))
    if (now - event.lastTimestamp >= EVENT_TTL_MS) store.remove("Event", event.metadata.name);
}
