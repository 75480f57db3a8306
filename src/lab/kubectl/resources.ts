// The names of resources: what people may write for each kind, and what kubectl prints.
import type { Kind } from "../kinds.ts";
import { nearest } from "../near.ts";

export type Resource = { kind: Kind; plural: string; singular: string; short: string; group: string };

/** What the lab's clusters have, in the order of `kubectl get all` (then what that leaves out). */
export const RESOURCES: readonly Resource[] = [
  { kind: "Pod", plural: "pods", singular: "pod", short: "po", group: "" },
  { kind: "Service", plural: "services", singular: "service", short: "svc", group: "" },
  { kind: "Deployment", plural: "deployments", singular: "deployment", short: "deploy", group: "apps" },
  { kind: "ReplicaSet", plural: "replicasets", singular: "replicaset", short: "rs", group: "apps" },
  {
    kind: "HorizontalPodAutoscaler",
    plural: "horizontalpodautoscalers",
    singular: "horizontalpodautoscaler",
    short: "hpa",
    group: "autoscaling",
  },
  { kind: "Node", plural: "nodes", singular: "node", short: "no", group: "" },
  { kind: "Event", plural: "events", singular: "event", short: "ev", group: "" },
];

/** The kinds of `kubectl get all`. */
export const ALL: readonly Kind[] = ["Pod", "Service", "Deployment", "ReplicaSet", "HorizontalPodAutoscaler"];

const ELSEWHERE =
  "namespace ns configmap cm secret statefulset sts daemonset ds job cronjob cj endpoint ep endpointslice ingress ing " +
  "networkpolicy netpol persistentvolume pv persistentvolumeclaim pvc poddisruptionbudget pdb resourcequota quota limitrange limits " +
  "serviceaccount sa replicationcontroller rc storageclass sc priorityclass pc lease role rolebinding clusterrole customresourcedefinition crd";
const REAL_ONLY = new Set(ELSEWHERE.split(" "));

/** The resource of a kind. */
export function resourceOf(kind: Kind): Resource {
  return RESOURCES.find((resource) => resource.kind === kind)!;
}

/** `deployments.apps "web"`: how the API server names a thing it cannot find. */
export function pluralName(kind: Kind): string {
  const { plural, group } = resourceOf(kind);
  return group ? `${plural}.${group}` : plural;
}

/** `deployment.apps/web`: how kubectl names a thing among others. */
export function slashName(kind: Kind, name: string): string {
  const { singular, group } = resourceOf(kind);
  return `${group ? `${singular}.${group}` : singular}/${name}`;
}

/** What a word of the command line means: a kind, or why it is none. */
export function findKinds(word: string): { kinds: readonly Kind[] } | { output: string } {
  const lower = word.toLowerCase();
  if (lower === "all") return { kinds: ALL };
  const [name = "", ...rest] = lower.split(".");
  const group = rest.at(-1);
  const found = RESOURCES.find(
    (each) => [each.plural, each.singular, each.short].includes(name) && (group === undefined || group === each.group),
  );
  if (found) return { kinds: [found.kind] };
  if (REAL_ONLY.has(name) || REAL_ONLY.has(name.replace(/(?:e?s)$/, ""))) {
    return {
      output: `The lab does not have ${word} yet. It has pods, services, deployments, replicasets, hpa, nodes and events.`,
    };
  }
  const meant = nearest(
    name,
    RESOURCES.flatMap((each) => [each.plural, each.singular]),
  );
  const output = `error: the server doesn't have a resource type "${word}"`;
  return { output: meant ? `${output}\n# Did you mean ${meant}?` : output };
}
