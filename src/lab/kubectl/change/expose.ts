/** `kubectl expose`: a Service for what has pods. Kubernetes 1.36, kubectl, pkg/cmd/expose/expose.go. */
import type { JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { createManifest } from "../../../simulator/kubernetes/manifest/write.ts";
import type { Verb } from "../context.ts";
import { isGiven, isOn, textOf } from "../flag-value.ts";
import { namespaceOf } from "../read/namespace.ts";
import { resourceOf } from "../resources.ts";
import { withLastApplied } from "./apply/last-applied.ts";
import { type Begun, begin } from "./begin.ts";
import { FILES, RECORD, SAVE_CONFIG } from "./common-flags.ts";
import { type Failure, fromServer, plain } from "./failure.ts";
import type { Info } from "./find.ts";
import { visitObjects } from "./visit.ts";
import { isExposable, portsOf, selectorOf, type ExposedPort } from "./exposable.ts";

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...SAVE_CONFIG,
  protocol: { type: "text" },
  port: { type: "text" },
  type: { type: "text" },
  "load-balancer-ip": { type: "text" },
  selector: { type: "text" },
  labels: { type: "text", short: "l" },
  "target-port": { type: "text" },
  "external-ip": { type: "text" },
  name: { type: "text" },
  "session-affinity": { type: "text" },
  "cluster-ip": { type: "text" },
  overrides: { type: "text", lacks: "The lab takes no overrides; paste a manifest of the Service." },
  "override-type": { type: "text", lacks: "The lab takes no overrides; paste a manifest of the Service." },
} as const;

type Labels = Record<string, string>;
type Made = { manifest: JsonMap } | { problem: string };

/** "a=b,c=d", without any rule of selectors. */
function readLabels(text: string): Labels | string {
  const labels: Labels = {};
  for (const spec of text.split(",")) {
    const [key = "", value, ...more] = spec.split("=");
    if (value === undefined || more.length > 0) return `unexpected label spec: ${spec}`;
    if (key === "") return "unexpected empty label key";
    labels[key] = value;
  }
  return labels;
}

/** The ports that --port names, or those of the object. */
function exposedPorts({ read }: Begun, own: ExposedPort[]): ExposedPort[] | string {
  const protocolOf = (port: number) => own.find((one) => one.port === port)?.protocol ?? "TCP";
  const given = textOf(read, "port");
  if (given === "") {
    const isHeadless = textOf(read, "cluster-ip") === "None";
    return own.length === 0 && !isHeadless ? "couldn't find port via --port flag or introspection" : own;
  }
  const ports: ExposedPort[] = [];
  for (const text of given.split(",")) {
    if (!/^[+-]?\d+$/.test(text)) return `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
    ports.push({ port: Number(text), protocol: protocolOf(Number(text)) });
  }
  return ports;
}

function servicePorts({ read }: Begun, ports: ExposedPort[]): JsonMap[] {
  const protocol = textOf(read, "protocol");
  const target = textOf(read, "target-port");
  const targetOf = (port: number) => (target === "" ? port : /^\d+$/.test(target) ? Number(target) : target);
  return ports.map((one, i) => ({
    ...(ports.length > 1 ? { name: `port-${i + 1}` } : {}),
    port: one.port,
    protocol: protocol || one.protocol,
    targetPort: targetOf(one.port),
  }));
}

const AFFINITIES = ["", "None", "ClientIP"];

/** The part of a Service's spec that flags alone decide. */
function flaggedSpec({ read }: Begun): JsonMap {
  const [type, clusterIP, external] = [textOf(read, "type"), textOf(read, "cluster-ip"), textOf(read, "external-ip")];
  const [affinity, address] = [textOf(read, "session-affinity"), textOf(read, "load-balancer-ip")];
  return {
    ...(type ? { type } : {}),
    ...(clusterIP ? { clusterIP } : {}),
    ...(external ? { externalIPs: [external] } : {}),
    ...(affinity ? { sessionAffinity: affinity } : {}),
    ...(type === "LoadBalancer" && address ? { loadBalancerIP: address } : {}),
  };
}

/** Which pods: what --selector says, or what the object itself selects. */
function chosenPods({ read }: Begun, { object }: Info): { selector: Labels } | { problem: string } {
  const given = textOf(read, "selector");
  const selector = given === "" ? selectorOf(object) : readLabels(given);
  if (typeof selector !== "string") return { selector };
  const why = given === "" ? "couldn't retrieve selectors via --selector flag or introspection: " : "";
  return { problem: why + selector };
}

function makeService(begun: Begun, info: Info): Made {
  const { read } = begun;
  const { metadata: own } = info.object;
  const chosen = chosenPods(begun, info);
  if ("problem" in chosen) return chosen;
  const ports = exposedPorts(begun, portsOf(info.object));
  if (typeof ports === "string") return { problem: ports };
  const labels = textOf(read, "labels") === "" ? (own.labels ?? {}) : readLabels(textOf(read, "labels"));
  if (typeof labels === "string") return { problem: labels };
  const affinity = textOf(read, "session-affinity");
  if (!AFFINITIES.includes(affinity)) return { problem: `unknown session affinity: ${affinity}` };
  const name = textOf(read, "name") || own.name.slice(0, 63);
  const metadata = { name, ...(Object.keys(labels).length > 0 ? { labels } : {}) };
  const listed = servicePorts(begun, ports);
  const spec = { ...(listed.length > 0 ? { ports: listed } : {}), selector: chosen.selector, ...flaggedSpec(begun) };
  return { manifest: { apiVersion: "v1", kind: "Service", metadata, spec, status: { loadBalancer: {} } } };
}

function exposeOne(begun: Begun, info: Info): Failure | undefined {
  const { context, read, dryRun, print } = begun;
  if (!isExposable(info.object)) {
    const { kind, group } = info.resource;
    return plain(`cannot expose a ${group ? `${kind}.${group}` : kind}`);
  }
  const made = makeService(begun, info);
  if ("problem" in made) return plain(made.problem);
  const service = resourceOf("Service");
  const metadata = made.manifest["metadata"] as JsonMap;
  const placed = { ...made.manifest, metadata: { ...metadata, namespace: namespaceOf(context, read) } };
  if (dryRun === "client") {
    print.manifest(service, String(metadata["name"]), isGiven(read, "namespace") ? placed : made.manifest, "exposed");
    return undefined;
  }
  const sent = isOn(read, "save-config") ? withLastApplied(placed) : placed;
  const answer = createManifest(context.world.world, sent, "Service", { dryRun: dryRun === "server" });
  if (!answer.ok) return fromServer(answer.error);
  print.object({ resource: service, object: answer.object }, "exposed");
  return undefined;
}

export const expose: Verb = (context, args) => {
  const begun = begin(context, "kubectl expose", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  // --selector is the new Service's here, not a choice among objects.
  const values = new Map([...begun.read.values].filter(([name]) => name !== "selector"));
  const choosing = { ...begun, read: { ...begun.read, values } };
  return visitObjects(choosing, begun.read.words, (info) => exposeOne(begun, info), {
    none: "no objects passed to expose",
  });
};
