// What `help X` says: of kubectl's verbs in the lab's own words, of the lab's own words, and of docker and dcos what they say themselves.
import type { ToolCall } from "./command.ts";
import { nearest } from "./near.ts";

type Page = readonly [usage: string, does: string];

/** The lab's own words; "instance" is what the orchestrator calls one of what runs. */
const OWN: Readonly<Record<string, Page>> = {
  wait: ["wait 5m    (30s, 1m30s, 1h)", "Lets simulated time pass; what happened meanwhile is told below."],
  until: ["until ready", "Lets time pass until all that is wanted is ready, ten minutes at most."],
  status: ["status", "Load, latency, errors, cost, and how well the service level holds so far."],
  chart: ["chart", "The whole run as a picture."],
  why: [
    "why, or why pod web-1 is Pending",
    "Alone: what is wrong now and what is behind it. With a question: the answer from the simulation's facts and the lessons.",
  ],
  hint: ["hint", "The next hint; the first are vague, the last is exact."],
  undo: [
    "undo",
    "Takes back the last command that changed something or waited, with the time that it let pass and the looks after it.",
  ],
  pause: ["pause", "Nothing moves while nobody types: a lab can be gone on with days later."],
  predict: [
    "predict off, predict on",
    "Whether the lab asks now and then what will come of it. An answer is a quiz answer; nobody need give one.",
  ],
  finish: ["finish", "Plays to the end of the scenario, and says how it went."],
  help: ["help, or help kubectl scale", "What the lab can do, or one command of it."],
};

/** kubectl's verbs, with what is used of them in a lab. */
const KUBECTL: Readonly<Record<string, Page>> = {
  annotate: [
    "kubectl annotate KIND NAME KEY=VALUE    (KEY- removes it)",
    "Notes something on an object; no selector sees it.",
  ],
  "api-resources": ["kubectl api-resources", "The kinds that the API server knows, with their short names."],
  "api-versions": ["kubectl api-versions", "The API groups that the server knows, with their versions."],
  "cluster-info": ["kubectl cluster-info", "Where the control plane listens."],
  version: ["kubectl version", "The versions of kubectl and of the API server."],
  apply: [
    "kubectl apply -f -    with the manifest pasted below it",
    "Creates what is not there yet, and changes what is.",
  ],
  autoscale: [
    "kubectl autoscale deployment NAME --min=N --max=N --cpu=50%",
    "Creates a HorizontalPodAutoscaler, which compares the pods' CPU use with what they request.",
  ],
  cordon: ["kubectl cordon NODE", "New pods are no longer placed there; those that run stay."],
  create: [
    "kubectl create -f -, or kubectl create quota|deployment|pdb NAME ...",
    "Creates an object; refused when it is there already.",
  ],
  delete: [
    "kubectl delete KIND NAME",
    "Deletes an object. Pods are given their grace period; their owner makes new ones.",
  ],
  describe: ["kubectl describe KIND [NAME]", "All there is to read of an object, with its events at the end."],
  diff: ["kubectl diff -f -    with the manifest pasted below it", "What applying it would change."],
  drain: [
    "kubectl drain NODE [--ignore-daemonsets] [--timeout=60s]",
    "Cordons the node and evicts its pods, as far as PodDisruptionBudgets allow; it waits where they do not.",
  ],
  events: ["kubectl events [--for KIND/NAME]", "What the controllers said, oldest first."],
  explain: ["kubectl explain pod.spec.containers", "What a field of a manifest means."],
  expose: ["kubectl expose deployment NAME --port=80", "Creates a Service before the pods."],
  get: ["kubectl get KIND [NAME] [-o wide|yaml|json|name] [-l KEY=VALUE] [-A]", "Lists objects, a line each."],
  label: ["kubectl label KIND NAME KEY=VALUE    (KEY- removes it)", "Sets a label, which selectors see."],
  logs: ["kubectl logs POD", "What a pod's container has printed."],
  patch: [`kubectl patch KIND NAME -p '{"spec":{...}}'`, "Changes some fields of an object and leaves the others."],
  replace: ["kubectl replace -f -    with the manifest pasted below it", "Puts a manifest in the place of the object."],
  rollout: [
    "kubectl rollout status|history|undo|pause|resume|restart deployment/NAME",
    "Watches a rollout, goes back to an earlier revision, or replaces all pods.",
  ],
  run: ["kubectl run NAME --image=IMAGE", "Creates one pod that nobody replaces."],
  scale: [
    "kubectl scale deployment NAME --replicas=N [--current-replicas=M]",
    "Says how many pods there shall be. An autoscaler that is there sets it again.",
  ],
  set: ["kubectl set image|resources|env deployment/NAME ...", "Changes the pods' template, which begins a rollout."],
  taint: [
    "kubectl taint node NAME KEY=VALUE:NoSchedule|NoExecute    (KEY- removes it)",
    "Keeps pods away that do not tolerate it; NoExecute evicts them, too.",
  ],
  top: ["kubectl top pods|nodes", "CPU and memory that are used now, as the metrics server measured them."],
  uncordon: ["kubectl uncordon NODE", "New pods may be placed there again."],
  wait: ["kubectl wait --for=condition=Available deployment/NAME [--timeout=60s]", "Waits until a condition holds."],
};

const printed = ([usage, does]: Page) => `${usage}\n  ${does}`;

const has = (pages: Readonly<Record<string, Page>>, word: string): Page | undefined =>
  Object.hasOwn(pages, word) ? pages[word] : undefined;

const wordsOf = (topic: string) => topic.split(/\s+/).filter((word) => !/^-{1,2}h(?:elp)?$/.test(word));

/** docker and dcos have help of their own: what asks them for it; nothing for any other topic. */
export function toolOf(topic = ""): ToolCall | undefined {
  const [first = "", ...rest] = wordsOf(topic);
  return first === "docker" || first === "dcos" ? { kind: first, words: [...rest, "--help"], stdin: "" } : undefined;
}

/** Whether it is the lab that is asked for help, and not the people: a tool with what it does, or a word that there is help on, with what its usage names. */
export function isTopic(topic: string): boolean {
  const [first = "", ...rest] = wordsOf(topic);
  if (["k", "docker", "dcos"].includes(first) || (first.length > 4 && nearest(first, ["kubectl"]))) return true;
  const [usage = ""] = has(OWN, first) ?? has(KUBECTL, first) ?? [];
  return usage !== "" && rest.every((word) => usage.split(/\W+/).includes(word));
}

/** `help kubectl scale`, `help wait`; `topic` is what stands behind "help". */
export function helpOf(topic: string): { output: string; ok: boolean } {
  const [first = "", ...rest] = wordsOf(topic);
  const isKubectl = first === "k" || nearest(first, ["kubectl"]) !== undefined;
  const [verb = ""] = isKubectl ? rest : [first];
  const page = (isKubectl ? undefined : has(OWN, verb)) ?? has(KUBECTL, verb);
  return page ? { output: printed(page), ok: true } : { output: unknown(topic, verb, isKubectl), ok: false };
}

function unknown(topic: string, verb: string, isKubectl: boolean): string {
  const meant = nearest(verb, [...(isKubectl ? [] : Object.keys(OWN)), ...Object.keys(KUBECTL)]);
  const ask = meant ? ` Did you mean help ${isKubectl ? "kubectl " : ""}${meant}?` : "";
  return `There is no help on "${topic.slice(0, 60)}".${ask} \`help\` alone lists what the lab can do.`;
}
