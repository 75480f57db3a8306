/** more/statefulset.json: TestStatefulSetControl, whose rows name functions; each is done here as upstream's of that name does it. */
import type { StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { PodPhase } from "../../../simulator/kubernetes/api/pod.ts";
import { allowsBurst } from "../../../simulator/kubernetes/statefulset/availability.ts";
import { ordinalOf, POD_INDEX } from "../../../simulator/kubernetes/statefulset/identity.ts";
import type { Check } from "../sheet.ts";
import { type Invariant, scaleDown, scaleUp } from "./flow-drive.ts";
import { createFlowWorld, type FlowWorld } from "./flow-world.ts";

type Flow = (spec: Partial<StatefulSet["spec"]>, check: Check, invariant: Invariant) => void;

function checkSize({ set }: FlowWorld, size: number, check: Check): void {
  const { replicas, readyReplicas, updatedReplicas } = set().status;
  check.equal([replicas, readyReplicas, updatedReplicas], [size, size, size], "replicas, ready, updated");
}

const createPods: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld(spec);
  scaleUp(flow, check, invariant);
  checkSize(flow, 3, check);
  for (const pod of flow.pods())
    check.equal(pod.metadata.labels?.[POD_INDEX], String(ordinalOf(pod)), "label of the ordinal");
};

const scalesUp: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld(spec);
  scaleUp(flow, check, invariant);
  flow.change({ replicas: 4 });
  scaleUp(flow, check, invariant);
  checkSize(flow, 4, check);
};

const scalesDown: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld(spec);
  scaleUp(flow, check, invariant);
  flow.change({ replicas: 0 });
  scaleDown(flow, check, invariant);
  checkSize(flow, 0, check);
};

/** Three of five pods vanish and come back, in order. */
const replacesPods: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld({ ...spec, replicas: 5 });
  scaleUp(flow, check, invariant);
  for (const ordinal of [0, 2, 4]) flow.world.store.remove("Pod", `foo-${ordinal}`);
  for (const ordinal of [0, 2, 4]) {
    flow.step();
    flow.setStatus(ordinal, { phase: "Running" });
    flow.step();
    flow.setStatus(ordinal, { phase: "Running", conditions: [{ type: "Ready", status: "True" }] });
  }
  flow.step();
  checkSize(flow, 5, check);
};

/** The first pod ends: it is deleted, and made anew once it has gone. */
const recreatesPod =
  (phase: PodPhase, isRefused: boolean): Flow =>
  (spec, check, invariant) => {
    const flow = createFlowWorld(spec);
    flow.step();
    check.equal(flow.requests.delete, 0, "nothing is deleted at first");
    const uid = flow.pods()[0]?.metadata.uid;
    flow.setStatus(0, { phase });
    if (isRefused) {
      flow.failing.delete = 0;
      check.ok(flow.step(), "a refused deletion is told of");
      invariant(flow, check);
    }
    flow.step();
    invariant(flow, check);
    const deletions = isRefused ? 2 : 1;
    check.equal(flow.requests.delete, deletions, "deletions");
    flow.step();
    check.equal(flow.requests.delete, deletions, "no more deletions");
    const [pod] = flow.pods();
    check.ok(pod !== undefined && ordinalOf(pod) === 0 && pod.metadata.uid !== uid, "another pod is there");
    check.equal(flow.requests.create, allowsBurst(flow.set()) ? 4 : 2, "creations");
  };

const createPodFailure: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld(spec);
  flow.failing.create = 2;
  check.ok(scaleUp(flow, check, invariant), "a refused creation is told of");
  check.equal(scaleUp(flow, check, invariant), false, "the next goes through");
  checkSize(flow, 3, check);
};

/** Only a pod that does go is one current replica less. */
const newRevisionDeletePodFailure: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld(spec);
  scaleUp(flow, check, invariant);
  const { template } = flow.set().spec;
  const containers = template.spec.containers.map((one) => ({ ...one, image: "nginx-new" }));
  flow.change({ template: { ...template, spec: { ...template.spec, containers } } });
  flow.failing.delete = 0;
  check.ok(flow.step(), "a refused deletion is told of");
  invariant(flow, check);
  const { currentReplicas, currentRevision, updateRevision } = flow.set().status;
  check.equal(currentReplicas, 3, "all are current still");
  check.ok(currentRevision !== updateRevision, "there is a new revision");
  check.equal(flow.step(), false, "the next deletion goes through");
  check.equal(flow.set().status.currentReplicas, 2, "one current replica less");
};

const recreatesClaim: Flow = (spec, check, invariant) => {
  const flow = createFlowWorld(spec);
  flow.step();
  invariant(flow, check);
  flow.world.store.remove("PersistentVolumeClaim", "datadir-foo-0");
  flow.setStatus(0, { phase: "Pending" });
  flow.step();
  check.ok(flow.world.store.get("PersistentVolumeClaim", "datadir-foo-0") !== undefined, "the claim is back");
  invariant(flow, check);
};

export const CONTROL_FLOWS: Record<string, Flow> = {
  CreatePods: createPods,
  ScalesUp: scalesUp,
  ScalesDown: scalesDown,
  ReplacesPods: replacesPods,
  RecreatesFailedPod: recreatesPod("Failed", false),
  RecreatesSucceededPod: recreatesPod("Succeeded", false),
  RecreatesFailedPodWithDeleteFailure: recreatesPod("Failed", true),
  RecreatesSucceededPodWithDeleteFailure: recreatesPod("Succeeded", true),
  CreatePodFailure: createPodFailure,
  NewRevisionDeletePodFailure: newRevisionDeletePodFailure,
  RecreatesPVCForPendingPod: recreatesClaim,
};
