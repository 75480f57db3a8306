/** A pod's priority from its PriorityClass. Kubernetes 1.36, plugin/pkg/admission/priority/admission.go and pkg/apis/scheduling/v1/helpers.go. */
import type { PriorityClass } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import type { Admit, Answer } from "../api-server.ts";
import { forbidden, granted, refused } from "../server/errors.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";

type Class = Pick<PriorityClass, "value" | "preemptionPolicy"> & { name: string };

/** Those that every cluster has. */
const SYSTEM: Class[] = [
  { name: "system-node-critical", value: 2_000_001_000, preemptionPolicy: "PreemptLowerPriority" },
  { name: "system-cluster-critical", value: 2_000_000_000, preemptionPolicy: "PreemptLowerPriority" },
];
/** DefaultPriorityWhenNoDefaultClassExists. */
const NONE: Class = { name: "", value: 0, preemptionPolicy: "PreemptLowerPriority" };

const classOf = ({ metadata, value, preemptionPolicy }: PriorityClass): Class => ({
  name: metadata.name,
  value,
  preemptionPolicy: preemptionPolicy ?? "PreemptLowerPriority",
});

/** The class for pods that name none; the lowest, should there be several. */
function globalDefault(store: Store): PriorityClass | undefined {
  const defaults = store.list("PriorityClass").filter((one) => one.globalDefault);
  return defaults.toSorted((a, b) => a.value - b.value)[0];
}

function find(store: Store, name: string): Class | undefined {
  const own = store.get("PriorityClass", name);
  return own ? classOf(own) : SYSTEM.find((one) => one.name === name);
}

function chosen(store: Store, { spec }: Pod): Class | undefined {
  if (spec.priorityClassName) return find(store, spec.priorityClassName);
  const own = globalDefault(store);
  return own ? classOf(own) : NONE;
}

function admitPod(store: Store, pod: Pod): Answer<Pod> {
  const { spec, metadata } = pod;
  const refuse = (why: string) => refused(forbidden("Pod", metadata.name, why));
  const found = chosen(store, pod);
  if (!found) return refuse(`no PriorityClass with name ${spec.priorityClassName} was found`);
  const { name, value, preemptionPolicy } = found;
  const computed = "priority admission controller computed";
  if (spec.priority !== undefined && spec.priority !== value) {
    const given = `the integer value of priority (${spec.priority}) must not be provided in pod spec`;
    return refuse(`${given}; ${computed} ${value} from the given PriorityClass name`);
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
    const given = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec`;
    return refuse(`${given}; ${computed} ${preemptionPolicy} from the given PriorityClass name`);
  }
  const named = name === "" ? {} : { priorityClassName: name };
  const policy = preemptionPolicy === undefined ? {} : { preemptionPolicy };
  return granted({ ...pod, spec: { ...spec, ...named, ...policy, priority: value } });
}

function admitClass(store: Store, object: PriorityClass): Answer<PriorityClass> {
  const other = object.globalDefault ? globalDefault(store) : undefined;
  if (!other) return granted(object);
  const why = `PriorityClass ${other.metadata.name} is already marked as default. Only one default can exist`;
  return refused(forbidden("PriorityClass", object.metadata.name, why));
}

export function admitPriority({ store }: World): Admit {
  return (object) => {
    if (object.kind === "Pod") return admitPod(store, object);
    return object.kind === "PriorityClass" ? admitClass(store, object) : granted(object);
  };
}
