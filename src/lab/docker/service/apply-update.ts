/** What the flags of update alone change: lists from which something is taken and to which something is added (docker/cli, cli/command/service/update.go). */
import { parsePorts } from "../command/flag-syntax.ts";
import { isOn, isSet, listOf, textOf, type Flags } from "../command/flags.ts";
import { keyOf, keyValues } from "../engine/key-values.ts";
import type { ApiPort, ApiServiceSpec, Labels } from "../engine/objects.ts";
import { splitWords } from "../format/split-words.ts";
import { numberOf } from "./apply-flags.ts";
import { mergedEnv } from "./create.ts";

function changedLabels(labels: Labels = {}, flags: Flags, prefix: string): Labels {
  const removed = listOf(flags, `${prefix}-rm`);
  const kept = Object.entries(labels).filter(([key]) => !removed.includes(key));
  return { ...Object.fromEntries(kept), ...keyValues(listOf(flags, `${prefix}-add`)) };
}

/** Undefined when neither flag is given, so that nothing changes. */
function changedList(list: string[] = [], flags: Flags, name: string): string[] | undefined {
  if (!isSet(flags, `${name}-add`) && !isSet(flags, `${name}-rm`)) return undefined;
  const removed = listOf(flags, `${name}-rm`);
  const kept = list.filter((text) => !removed.includes(text));
  return [...kept, ...listOf(flags, `${name}-add`).filter((text) => !kept.includes(text))];
}

const portsIn = (texts: readonly string[]): ApiPort[] =>
  texts.flatMap((text) => {
    const parsed = parsePorts(text);
    return "ports" in parsed ? parsed.ports : [];
  });

const portKey = ({ TargetPort, PublishedPort = 0, Protocol, PublishMode }: ApiPort) =>
  `${PublishedPort}:${TargetPort}/${Protocol}/${PublishMode}`;

function changedPorts(ports: ApiPort[] = [], flags: Flags): ApiPort[] {
  const removed = portsIn(listOf(flags, "publish-rm"));
  const isRemoved = (port: ApiPort) =>
    removed.some(
      (one) =>
        one.TargetPort === port.TargetPort && one.Protocol === port.Protocol && one.PublishMode === port.PublishMode,
    );
  const known = new Set(ports.map(portKey));
  const added = portsIn(listOf(flags, "publish-add")).filter((port) => !known.has(portKey(port)));
  const byKey = (a: ApiPort, b: ApiPort) => (portKey(a) < portKey(b) ? -1 : 1);
  return [...ports.filter((port) => !isRemoved(port)), ...added].toSorted(byKey);
}

function applyContainer(spec: ApiServiceSpec, flags: Flags): void {
  const { ContainerSpec: container } = spec.TaskTemplate;
  const args = textOf(flags, "args");
  const image = textOf(flags, "image");
  const environment = changedEnvironment(container.Env, flags);
  const hasLabels = isSet(flags, "container-label-add") || isSet(flags, "container-label-rm");
  spec.TaskTemplate.ContainerSpec = {
    ...container,
    ...(image === undefined ? {} : { Image: image }),
    ...(args === undefined ? {} : { Args: splitWords(args) }),
    ...(environment ? { Env: environment } : {}),
    ...(hasLabels ? { Labels: changedLabels(container.Labels, flags, "container-label") } : {}),
  };
}

function changedEnvironment(environment: string[] = [], flags: Flags): string[] | undefined {
  if (!isSet(flags, "env-add") && !isSet(flags, "env-rm")) return undefined;
  const removed = listOf(flags, "env-rm");
  const kept = environment.filter((text) => !removed.includes(keyOf(text)));
  return mergedEnv([...kept, ...listOf(flags, "env-add")]);
}

function changedPreferences(before: { Spread?: { SpreadDescriptor: string } }[] = [], flags: Flags) {
  if (!isSet(flags, "placement-pref-add") && !isSet(flags, "placement-pref-rm")) return undefined;
  const descriptors = (name: string) => listOf(flags, name).map((text) => text.split("=").slice(1).join("="));
  const removed = descriptors("placement-pref-rm");
  const kept = before.filter(({ Spread }) => !removed.includes(Spread?.SpreadDescriptor ?? ""));
  return [...kept, ...descriptors("placement-pref-add").map((SpreadDescriptor) => ({ Spread: { SpreadDescriptor } }))];
}

function applyPlacement(spec: ApiServiceSpec, flags: Flags): void {
  const { Placement: before } = spec.TaskTemplate;
  const constraints = changedList(before?.Constraints, flags, "constraint")?.toSorted();
  const preferences = changedPreferences(before?.Preferences, flags);
  if (!constraints && !preferences) return;
  spec.TaskTemplate.Placement = {
    ...before,
    ...(constraints ? { Constraints: constraints } : {}),
    ...(preferences ? { Preferences: preferences } : {}),
  };
}

function applyReplicas({ Mode }: ApiServiceSpec, flags: Flags): string | undefined {
  if (!isSet(flags, "replicas")) return undefined;
  const replicas = numberOf(flags, "replicas");
  if (Mode.ReplicatedJob) Mode.ReplicatedJob.TotalCompletions = replicas;
  else if (Mode.Replicated) Mode.Replicated.Replicas = replicas;
  else return "replicas can only be used with replicated mode";
  return undefined;
}

/** Changes `spec`, the caller's own copy. Answers the client's complaint, if it has one. */
export function applyUpdateFlags(spec: ApiServiceSpec, flags: Flags): string | undefined {
  applyContainer(spec, flags);
  applyPlacement(spec, flags);
  spec.Labels = changedLabels(spec.Labels, flags, "label");
  if (isSet(flags, "publish-add") || isSet(flags, "publish-rm")) {
    const Ports = changedPorts(spec.EndpointSpec?.Ports, flags);
    spec.EndpointSpec = { ...spec.EndpointSpec, Ports };
  }
  const removed = listOf(flags, "network-rm");
  const networks = spec.TaskTemplate.Networks?.filter(({ Target }) => !removed.includes(Target));
  if (networks) spec.TaskTemplate.Networks = networks;
  if (isOn(flags, "force")) spec.TaskTemplate.ForceUpdate++;
  return applyReplicas(spec, flags);
}
