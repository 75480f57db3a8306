/** `kubectl set env`. Kubernetes 1.36, kubectl, pkg/cmd/set/set_env.go. */
import type { Container, EnvVar, PodSpec } from "../../../../simulator/kubernetes/api/pod.ts";
import type { Outcome } from "../../../shell/outcome.ts";
import type { Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { isGiven, isOn, listOf, textOf } from "../../flag-value.ts";
import { hasFiles } from "../../manifest-input.ts";
import { type Begun, begin } from "../begin.ts";
import { type Failure, plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { envFrom } from "./env-source.ts";
import { readEnvWords, splitEnv, updatedEnv } from "./env-words.ts";
import { changeContainers, containersOf, isNamed, podSpecOf } from "./pod-spec.ts";
import { changePods, findAll, SET_FLAGS } from "./write.ts";

const FLAGS = {
  ...SET_FLAGS,
  containers: { type: "text", short: "c", value: "*" },
  env: { type: "texts", short: "e" },
  from: { type: "text" },
  keys: { type: "strings" },
  list: { type: "bool" },
  overwrite: { type: "bool", value: "true" },
  prefix: { type: "text" },
  resolve: {
    type: "bool",
    lacks: "The lab lists references to ConfigMaps and Secrets as they are written; leave out --resolve.",
  },
} as const;

const WORDS = { refused: "failed to patch env update to pod template:", done: "env updated" };

type Wanted = { env: EnvVar[]; remove: string[] };

function problemOf({ read }: Begun, resources: string[]): string | undefined {
  if (resources.length === 0 && !hasFiles(read))
    return "one or more resources must be specified as <resource> <name> or <resource>/<name>";
  if (isOn(read, "list") && textOf(read, "output") !== "") return "--list and --output may not be specified together";
  return isGiven(read, "keys") && textOf(read, "from") === ""
    ? "when specifying --keys, a configmap or secret must be provided with --from"
    : undefined;
}

function referenceText({ valueFrom }: EnvVar): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom ?? {};
  if (configMapKeyRef) return `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
  if (secretKeyRef) return `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
  if (fieldRef) return `field path ${fieldRef.fieldPath}`;
  const of = resourceFieldRef?.containerName ? `${resourceFieldRef.containerName}/` : "";
  return resourceFieldRef ? `resource field ${of}${resourceFieldRef.resource}` : "invalid valueFrom";
}

function listEnv({ report }: Begun, { object }: Info, containers: Container[], { env, remove }: Wanted): void {
  for (const { name, env: own = [] } of containers) {
    report.say(`# ${object.kind} ${object.metadata.name}, container ${name}`);
    for (const one of updatedEnv(own, env, remove))
      report.say(one.valueFrom ? `# ${one.name} from ${referenceText(one)}` : `${one.name}=${one.value ?? ""}`);
  }
}

/** A variable that has another value already, where that may not be. */
function takenBy(containers: Container[], env: EnvVar[]): EnvVar | undefined {
  const existing = containers.flatMap(({ env: own = [] }) => own);
  return existing.find((one) => env.some(({ name, value }) => name === one.name && value !== one.value));
}

function withEnv({ env: own = [], ...container }: Container, { env, remove }: Wanted): Container {
  const after = updatedEnv(own, env, remove);
  return after.length > 0 ? { ...container, env: after } : container;
}

function setOne(begun: Begun, info: Info, wanted: Wanted): Failure | undefined {
  const { read, report } = begun;
  const { resource, object } = info;
  const pattern = textOf(read, "containers");
  const isMeant = ({ name }: Container) => isNamed(name, pattern);
  const spec = podSpecOf(object);
  const containers = spec ? containersOf(spec).filter(isMeant) : [];
  if (spec && containers.length === 0)
    report.warn(
      `Warning: ${object.kind}/${object.metadata.name} does not have any containers matching ${JSON.stringify(pattern)}`,
    );
  const taken = isOn(read, "overwrite") ? undefined : takenBy(containers, wanted.env);
  if (taken)
    return plain(
      `error: ${resource.plural}/${object.metadata.name} '${taken.name}' already has a value (${taken.value ?? ""}), and --overwrite is false`,
    );
  if (isOn(read, "list")) {
    listEnv(begun, info, containers, wanted);
    return undefined;
  }
  const update = (before: PodSpec) => changeContainers(before, isMeant, (container) => withEnv(container, wanted));
  return changePods(begun, info, update, WORDS);
}

/** What is wanted, from the words and from --from; an outcome when it cannot be had. */
function readWanted(begun: Begun, words: readonly string[]): Wanted | { outcome: Outcome } {
  const { context, read, report } = begun;
  const own = readEnvWords([...listOf(read, "env"), ...words], context.stdin);
  if (!own.ok) return { outcome: complaint(own.message) };
  const sourced = envFrom(begun);
  if (!sourced) return { outcome: report.outcome() };
  const prefix = textOf(read, "prefix");
  return { env: [...own.env, ...sourced].map((one) => ({ ...one, name: `${prefix}${one.name}` })), remove: own.remove };
}

export const setEnv: Verb = (context, args) => {
  const begun = begin(context, "kubectl set env", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read, report } = begun;
  if (isOn(read, "all") && textOf(read, "selector") !== "")
    return complaint("cannot set --all and --selector at the same time");
  const split = splitEnv(read.words);
  if (!split) return complaint(`all resources must be specified before environment changes: ${read.words.join(" ")}`);
  const problem = problemOf(begun, split.resources);
  if (problem !== undefined) return complaint(problem);
  const wanted = readWanted(begun, split.env);
  if ("outcome" in wanted) return wanted.outcome;
  const found = findAll(begun, split.resources);
  if (!found.ok) return found.outcome;
  for (const info of found.infos) {
    const failure = setOne(begun, info, wanted);
    if (failure) report.fail(failure);
  }
  return report.outcome();
};
