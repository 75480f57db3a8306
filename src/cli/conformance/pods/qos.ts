import type { Adapt } from "../adapters.ts";
import { qosClassOf } from "../../../simulator/kubernetes/qos.ts";
import { replayTables, type Replay } from "./rows.ts";

const replayClass: Replay = ({ pod, expected, podLevelResourcesEnabled }, name, sheet) => {
  // Without the gate the API server drops a pod's own resources; 1.36 has it on.
  const { resources, ...spec } = pod.spec;
  const seen = podLevelResourcesEnabled && resources ? { ...spec, resources } : spec;
  sheet.row(name, (check) => check.equal(qosClassOf({ ...pod, spec: seen }), expected));
};

export const replayQos: Adapt = (file, sheet) => replayTables(file, sheet, { TestComputePodQOS: replayClass }, {});
