/** traces/preemption: pods of three priorities on two full nodes; whom the highest drive away, and what is said of it. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Sheet } from "../sheet.ts";
import { addNodes, applyManifest, createCluster, firstTime, SETTLED_MS } from "../nodes/trace.ts";
import type { Raw } from "../scheduler/objects.ts";

/** traces/README.md: the priorities of the classes, which the file does not carry. */
const CLASSES = { low: 100, mid: 500, high: 1_000 };

const AFTER_MS = 5_000;

const appOf = ({ metadata }: Pod) => metadata.labels?.["app"] ?? "";
const sorted = (rows: unknown[][]) => rows.map((row) => row.join(" ")).toSorted();

/** Uids and nodes as they come, so that ties between equal nodes are of no account. */
function plain(texts: string[]): string[] {
  const nodes = new Map<string, string>();
  return texts.map((text) =>
    text.replace(/by pod \S+ on/, "by pod UID on").replace(/on node (\S+)$/, (_, node: string) => {
      if (!nodes.has(node)) nodes.set(node, `node ${nodes.size + 1}`);
      return `on ${nodes.get(node)}`;
    }),
  );
}

type Said = { text: string; t: number };

/** Each text once, when it was first said. */
function saidOnce(said: Said[]): Said[] {
  const texts = plain(said.map(({ text }) => text));
  return texts.flatMap((text, i) => (texts.indexOf(text) === i ? [{ text, t: said[i]?.t ?? 0 }] : []));
}

const REASONS = ["FailedScheduling", "Preempted"];

const saidIn = ({ store }: Kubernetes, from: number): Said[] =>
  store
    .list("Event")
    .filter(({ reason, firstTimestamp }) => REASONS.includes(reason) && firstTimestamp >= from)
    .toSorted((a, b) => a.firstTimestamp - b.firstTimestamp)
    .map(({ reason, message, firstTimestamp }) => ({ text: `${reason}: ${message}`, t: firstTimestamp - from }));

/** Pairs of texts whose order counts, as they lie further apart than states that may swap. */
const pairs = (said: Said[]): [string, string][] =>
  said.flatMap((a) => said.flatMap((b) => (b.t - a.t > SETTLED_MS ? [[a.text, b.text] as [string, string]] : [])));

export function preemptionTrace(file: Raw, sheet: Sheet): void {
  const cluster = createCluster(file);
  const { store, run } = cluster;
  const manifest = (name: string) => file.manifests.find(({ metadata }: Raw) => metadata.name === name);
  const action = firstTime(file.log, "ACTION");
  addNodes(cluster, file.nodes);
  for (const [name, value] of Object.entries(CLASSES))
    applyManifest(cluster, { kind: "PriorityClass", metadata: { name }, value });
  for (const name of ["low", "mid"]) applyManifest(cluster, manifest(name));
  run(action);
  const pods = () => store.list("Pod");
  const placement = pods().map((pod) => [appOf(pod), pod.spec.nodeName]);
  sheet.row("placement before", (check) => check.equal(sorted(placement), sorted(file.placement)));

  const driven: Pod[] = [];
  const nominated = new Map<string, string>();
  store.watch(({ verb, object }) => {
    if (object.kind !== "Pod") return;
    const { reason } = object.status.conditions?.find(({ type }) => type === "DisruptionTarget") ?? {};
    if (verb === "deleted" && reason === "PreemptionByScheduler") driven.push(object);
    if (object.status.nominatedNodeName) nominated.set(object.metadata.name, object.status.nominatedNodeName);
  });
  applyManifest(cluster, manifest("high"));
  run(action + AFTER_MS);

  const deleted = file.log.filter(({ kind, ev, disruption }: Raw) => kind === "Pod" && ev === "DELETED" && disruption);
  const victim = (name: string, node: string | undefined) => [name.split("-")[0], node];
  sheet.row("victims", (check) => {
    const ours = driven.map(({ metadata, spec }) => victim(metadata.name, spec.nodeName));
    check.equal(sorted(ours), sorted(deleted.map(({ name, node }: Raw) => victim(name, node))));
  });
  sheet.row("nominated nodes", (check) => {
    const theirs = new Map<string, string>(
      file.log.flatMap((one: Raw) => (one.nominated ? [[one.name, one.nominated]] : [])),
    );
    const ofApp = (all: Map<string, string>) => sorted([...all].map(([name, node]) => [name.split("-")[0], node]));
    check.equal(ofApp(nominated), ofApp(theirs));
  });
  const ours = saidOnce(saidIn(cluster, action));
  const recorded = file.log.filter(
    ({ kind, reason, ev, t }: Raw) => kind === "Event" && REASONS.includes(reason) && ev === "ADDED" && t >= action,
  );
  const theirs = saidOnce(recorded.map(({ t, reason, msg }: Raw) => ({ t: t - action, text: `${reason}: ${msg}` })));
  const texts = (said: Said[]) => said.map(({ text }) => text).toSorted();
  sheet.row("event texts", (check) => {
    check.equal(texts(ours), texts(theirs), "from the log");
    check.equal(texts(ours), plain(file.events).toSorted(), "as the file lists them");
  });
  sheet.row("their order", (check) => {
    const at = new Map(ours.map(({ text, t }) => [text, t]));
    for (const [first, second] of pairs(theirs))
      check.ok((at.get(first) ?? 0) < (at.get(second) ?? 0), `${first} before ${second}`);
  });
  sheet.row("placement after", (check) => {
    const now = pods().map((pod) => [appOf(pod), pod.spec.nodeName ?? "<pending>", pod.status.phase]);
    check.equal(sorted(now), sorted(file.after));
  });
}
