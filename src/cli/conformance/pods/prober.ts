import { probedStatus } from "../../../simulator/kubernetes/kubelet/container-status.ts";
import { endpointOf } from "../../../simulator/kubernetes/kubelet/answers.ts";
import type { ProbeKind } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createWorker, probeOnce, type Looked } from "../../../simulator/kubernetes/kubelet/prober.ts";
import type { Container, ContainerStatus, Pod, PodStatus } from "../../../simulator/kubernetes/api/pod.ts";
import type { ProbeResult } from "../../../simulator/kubernetes/kubelet/records.ts";
import type { Adapt } from "../adapters.ts";
import { hasFunction, NOW, replayTables, withTimes, type Replay, type Row } from "./rows.ts";

/** The order in which upstream's tests run each table, and how the tables number the kinds. */
const KINDS: ProbeKind[] = ["liveness", "readiness", "startup"];
const CAPITAL: Record<ProbeKind, string> = { liveness: "Liveness", readiness: "Readiness", startup: "Startup" };
/** TestDoProbe and its variants run a table of this many rows for one kind after the other, again and again. */
const ROWS_PER_KIND = 8;
/** results.Result: Unknown -1, Success 0, Failure 1. */
const NUMBERS: Record<ProbeResult, number> = { unknown: -1, success: 0, failure: 1 };

const NAME = "cOnTaInEr_NaMe";
/** What the tests' setTestProbe fills in. */
const TEST_PROBE = { exec: {}, timeoutSeconds: 1, periodSeconds: 1, successThreshold: 1, failureThreshold: 1 };

const kindOf = (index: number) => KINDS[Math.floor(index / ROWS_PER_KIND) % KINDS.length] as ProbeKind;

function testPod(container: Partial<Container>, isInit = false, deletionTimestamp?: number): Pod {
  const own: Container = { ...container, name: NAME };
  const going = deletionTimestamp === undefined ? {} : { deletionTimestamp };
  return {
    kind: "Pod",
    metadata: { name: "testPod", namespace: "", uid: "pOd_UiD", creationTimestamp: NOW, generation: 0, ...going },
    spec: {
      restartPolicy: "Never",
      ...(isInit ? { initContainers: [own], containers: [{ name: "main" }] } : { containers: [own] }),
    },
    status: {},
  };
}

function probed(kind: ProbeKind, probe: Row, more: Partial<Container> = {}): Partial<Container> {
  const spec = { ...TEST_PROBE, ...probe };
  const field = { liveness: "livenessProbe", readiness: "readinessProbe", startup: "startupProbe" }[kind];
  return { ...more, [field]: spec };
}

function turn(kind: ProbeKind, pod: Pod, status: PodStatus | undefined, kubeletSince?: number): Looked {
  const container = (pod.spec.initContainers ?? pod.spec.containers)[0] as Container;
  const since = kubeletSince === undefined ? {} : { kubeletSince };
  return probeOnce(createWorker(kind), { pod, status, container, now: NOW, ask: () => "success", ...since });
}

const verdictNumber = ({ verdict }: Looked) => (verdict ? NUMBERS[verdict.result] : 0);

const doProbe: Replay = (row, name, sheet, index) => {
  const kind = kindOf(index);
  const pod = testPod(probed(kind, row.probe), false, row.setDeletionTimestamp ? NOW : undefined);
  const looked = turn(kind, pod, withTimes(row.podStatus));
  sheet.row(`${name} ${kind}`, (check) => {
    check.equal(looked.keepGoing, row.expectContinue?.[CAPITAL[kind]] ?? false, "continues");
    check.equal(looked.verdict !== undefined, row.expectSet, "set");
    check.equal(verdictNumber(looked), row.expectedResult, "result");
  });
};

const restartRules: Replay = (row, name, sheet, index) => {
  const kind = kindOf(index);
  const { restartPolicy, restartPolicyRules } = row.container;
  const pod = testPod(probed(kind, {}, { restartPolicy, ...(restartPolicyRules ? { restartPolicyRules } : {}) }));
  const looked = turn(kind, pod, withTimes(row.podStatus));
  sheet.row(`${name} ${kind}`, (check) => check.equal(looked.keepGoing, row.expectContinue));
};

const FIVE_MINUTES_MS = 300_000;

const kubeletRestart: Replay = (row, name, sheet) => {
  if (row.featureEnabled)
    return sheet.leaveOut(name, 1, "the deprecated gate ChangeContainerStatusOnKubeletRestart, off since 1.35, is set");
  const kind = KINDS[row.probeType] as ProbeKind;
  const probe = { initialDelaySeconds: 1_000 };
  const more: Partial<Container> = row.isSidecar ? { restartPolicy: "Always" } : {};
  const pod = testPod(probed(kind, probe, more), row.isSidecar);
  const startedAt = NOW + (row.isRestart ? -FIVE_MINUTES_MS : FIVE_MINUTES_MS);
  const status: ContainerStatus = {
    name: NAME,
    containerID: "test://container-id",
    ready: false,
    started: true,
    restartCount: 0,
    state: { running: { startedAt } },
  };
  const looked = turn(
    kind,
    pod,
    { phase: "Running", ...(row.isSidecar ? { initContainerStatuses: [status] } : { containerStatuses: [status] }) },
    NOW,
  );
  return sheet.row(name, (check) => {
    check.equal(looked.verdict !== undefined, row.expectSet, "set");
    if (row.expectSet) check.equal(verdictNumber(looked), row.expectedResult, "result");
  });
};

/** The three containers of TestUpdatePodStatusWithInitContainers: their states, which have a startup worker, and its result. */
const UPDATED: Record<string, { state: ContainerStatus["state"]; hasStartup: boolean; startup?: ProbeResult }> = {
  not_started_container: { state: { running: {} }, hasStartup: true },
  started_container: { state: { running: {} }, hasStartup: true, startup: "success" },
  terminated_container: { state: { terminated: { exitCode: 0 } }, hasStartup: false },
};

/** "{\"containerName\":...}": false -> container name: false. */
const byContainer = (expected: Record<string, boolean>): [string, boolean][] =>
  Object.entries(expected).map(([key, value]) => [JSON.parse(key).containerName, value]);

const initStatus: Replay = (row, name, sheet) => {
  const seen = (containerName: string) => {
    const { state = {}, hasStartup = false, startup } = UPDATED[containerName] ?? {};
    const container: Container = {
      name: containerName,
      ...(row.hasRestartableInitContainer ? { restartPolicy: "Always" } : {}),
      ...(hasStartup ? { startupProbe: {} } : {}),
    };
    const status: ContainerStatus = { name: containerName, ready: false, restartCount: 0, state };
    return probedStatus(container, status, true, startup ? { startup } : {});
  };
  sheet.row(name, (check) => {
    for (const [one, value] of byContainer(row.expectedStartup))
      check.equal(seen(one).started, value, `${one} started`);
    for (const [one, value] of byContainer(row.expectedReadiness)) check.equal(seen(one).ready, value, `${one} ready`);
  });
};

const endpoint =
  (podIP: string): Replay =>
  ({ probe, ok, host, port, path }, name, sheet) => {
    const found = endpointOf(probe, { ports: [{ name: "found", containerPort: 93 }] }, podIP);
    sheet.row(`${name} ${JSON.stringify(probe)}`, (check) => {
      check.equal(found !== undefined, ok, "found");
      if (ok) check.equal(found, { host, port, path: path ?? "" });
    });
  };

const restartAll: Replay = (row, name, sheet) => {
  if (hasFunction(row)) return sheet.leaveOut(name, 1, "pod and status are functions of the upstream test");
  return sheet.row(name, (check) => check.ok(false, "a row without functions has no replay"));
};

const LEFT_OUT = {
  TestAddRemovePodsWithRestartableInitContainer: "how the manager keeps its goroutines: the simulator has none",
  TestProbe: "runs commands: what a fake runtime answers to exec",
  TestNewExecInContainer: "the output stream of exec: no command is run",
  TestRecordContainerEventUnknownStatus: "events about answers (warning, unknown) that no simulated application gives",
};

export const replayProber: Adapt = (file, sheet) =>
  replayTables(
    file,
    sheet,
    {
      TestDoProbe: doProbe,
      TestDoProbeWithContainerRestartRules: restartRules,
      TestDoProbeWithContainerRestartAllContainers: restartAll,
      TestChangeContainerStatusOnKubeletRestart: kubeletRestart,
      TestUpdatePodStatusWithInitContainers: initStatus,
      TestGetURLParts: endpoint("127.0.0.1"),
      TestGetTCPAddrParts: endpoint("1.2.3.4"),
    },
    LEFT_OUT,
  );
