/** sched-misc: the small plugins and helpers. */
import { bearsCordon, uncordoned } from "../../../simulator/kubernetes/scheduler/hints/nodes.ts";
import { portsAfterPodDeleted } from "../../../simulator/kubernetes/scheduler/hints/ports.ts";
import { arePortsFree } from "../../../simulator/kubernetes/scheduler/host-ports.ts";
import { servicesOf } from "../../../simulator/kubernetes/scheduler/listers.ts";
import { proportional } from "../../../simulator/kubernetes/scheduler/normalize.ts";
import { createPodInfo, hostPortsOf, schedulesBefore } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { imageLocality, imageName } from "../../../simulator/kubernetes/scheduler/plugins/image-locality.ts";
import { nodePorts } from "../../../simulator/kubernetes/scheduler/plugins/node-ports.ts";
import { nodeUnschedulable } from "../../../simulator/kubernetes/scheduler/plugins/node-unschedulable.ts";
import { keepsPodsOff } from "../../../simulator/kubernetes/scheduler/tolerations.ts";
import type { Service } from "../../../simulator/kubernetes/api/core.ts";
import type { Sheet } from "../sheet.ts";
import { snapshotOf, toPod, type Raw } from "./objects.ts";
import {
  checkScores,
  checkStatus,
  FUNCTIONS,
  hintTable,
  infoFrom,
  never,
  nodeChange,
  podChange,
  preFilterOf,
  replayTables,
  scoresOf,
  SIGNATURES,
  type Table,
} from "./tables.ts";

const EMPTY = snapshotOf([], []);

/** The Services that upstream's test makes for all its rows: service-0 to service-2 of namespace test, each for app test-0 to test-2. */
const TEST_SERVICES = [0, 1, 2].map(
  (i) =>
    ({ metadata: { name: `service-${i}`, namespace: "test" }, spec: { selector: { app: `test-${i}` } } }) as Service &
      Raw,
);

const queued = ({ PodInfo, Timestamp }: Raw) => ({
  pod: toPod(PodInfo?.Pod),
  arrivedAt: (Timestamp?.relSec ?? 0) * 1_000,
});

const TABLES: Record<string, Table> = {
  TestDefaultNormalizeScore: {
    compare: (row, check) => check.equal(proportional(row.scores ?? [], row.reverse), row.expectedScores ?? []),
  },
  TestMatchingSchedulingGroup: never("pod groups (gang scheduling, alpha)"),
  TestGetPodServices: {
    compare(row, check) {
      const services = (namespace: string) => TEST_SERVICES.filter(({ metadata }) => metadata.namespace === namespace);
      const names = servicesOf({ services }, toPod(row.pod)).map(({ metadata }) => metadata.name);
      check.equal(
        names,
        (row.expect ?? []).map(({ metadata }: Raw) => metadata.name),
      );
    },
  },
  TestDefaultSelector: never(FUNCTIONS),
  TestDoNotScheduleTaintsFilterFunc: {
    compare: (row, check) => check.equal(keepsPodsOff(row.taint), row.expected),
  },
  TestLess: { compare: (row, check) => check.equal(schedulesBefore(queued(row.p1), queued(row.p2)), row.expected) },
  TestNodePorts: {
    compare(row, check) {
      const { status, check: filter } = preFilterOf(nodePorts, row.pod, EMPTY);
      checkStatus(check, status, row.wantPreFilterStatus, "preFilter");
      if (filter) checkStatus(check, filter.filter(infoFrom(row.nodeInfo, {})), row.wantFilterStatus, "filter");
    },
  },
  Test_isSchedulableAfterPodDeleted: hintTable(podChange, (row, change) =>
    portsAfterPodDeleted(toPod(row.pod), change),
  ),
  TestFits: {
    compare: (row, check) =>
      check.equal(arePortsFree(infoFrom(row.existing, {}).usedPorts, hostPortsOf(toPod(row.pod))), row.expect),
  },
  TestImageLocalityPriority: {
    compare(row, check) {
      const snapshot = snapshotOf(row.nodes, []);
      const scorer = imageLocality.preScore?.(createPodInfo(toPod(row.pod)), snapshot, snapshot.nodes);
      checkScores(check, scorer ? scoresOf(scorer, snapshot.nodes) : {}, row.expectedList);
    },
  },
  TestImageSignature: never(SIGNATURES),
  TestNormalizedImageName: { compare: (row, check) => check.equal(imageName(row.Input), row.Output) },
  TestNodeUnschedulable: {
    compare(row, check) {
      const { check: filter } = preFilterOf(nodeUnschedulable, row.pod, EMPTY);
      checkStatus(check, filter?.filter(infoFrom(undefined, row.node)), row.wantStatus, "filter");
    },
  },
  TestIsSchedulableAfterNodeChange: hintTable(nodeChange, (row, change) => uncordoned(toPod(row.pod), change)),
  TestIsSchedulableAfterPodTolerationChange: hintTable(podChange, (row, change) => bearsCordon(toPod(row.pod), change)),
};

export const miscTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
