import { hasStartedRegular } from "../../../simulator/kubernetes/kubelet/conditions.ts";
import { containerNamed, fieldPath } from "../../../simulator/kubernetes/kubelet/context.ts";
import { expandAll } from "../../../simulator/kubernetes/kubelet/expand.ts";
import { hasActiveRegular } from "../../../simulator/kubernetes/kubelet/pod-status.ts";
import { areAllRestarted } from "../../../simulator/kubernetes/kubelet/restart-policy.ts";
import type { Adapt } from "../adapters.ts";
import { replayTables, type Replay, type Row } from "./rows.ts";

/** The runtime's list, as captured. */
type Runtime = { Name: string; State: string; ExitCode: number }[];

/** Specs in these tables may have init containers alone. */
const specOf = (spec: Row) => ({ ...spec, containers: spec.containers ?? [] });

const started: Replay = ({ spec, statuses, expectStarted }, name, sheet) =>
  sheet.row(name, (check) => check.equal(hasStartedRegular(specOf(spec), statuses ?? []), expectStarted));

const active: Replay = ({ spec, podStatus, expected }, name, sheet) => {
  const listed: Runtime = podStatus?.ActiveContainerStatuses ?? [];
  const names = listed.map(({ Name }) => Name);
  sheet.row(name, (check) =>
    check.equal(
      hasActiveRegular(specOf(spec), (one) => names.includes(one)),
      expected,
    ),
  );
};

const allRestarted: Replay = ({ pod, podStatus, apiPodStatus, expected }, name, sheet) => {
  const listed: Runtime = podStatus?.ContainerStatuses ?? [];
  const reported = [...(apiPodStatus?.initContainerStatuses ?? []), ...(apiPodStatus?.containerStatuses ?? [])];
  const exitCodeOf = (one: string) =>
    listed.find(({ Name, State }) => Name === one && State === "exited")?.ExitCode ??
    reported.find((status: Row) => status.name === one)?.state?.terminated?.exitCode;
  const all = areAllRestarted({ ...pod, spec: specOf(pod.spec) }, exitCodeOf, apiPodStatus ?? {});
  sheet.row(name, (check) => check.equal(all, expected));
};

const path: Replay = ({ pod, container, path: expected, success }, name, sheet) =>
  sheet.row(name, (check) => check.equal(fieldPath(pod, container), success ? expected : undefined));

const command: Replay = ({ command: words, envs, expected }, name, sheet) =>
  sheet.row(name, (check) => check.equal(expandAll(words ?? [], envs), expected ?? []));

const commandAndArgs: Replay = ({ container, envs, expectedCommand, expectedArgs }, name, sheet) => {
  const env = (envs ?? []).map(({ Name, Value }: Row) => ({ name: Name, value: Value }));
  sheet.row(name, (check) => {
    check.equal(expandAll(container?.command ?? [], env), expectedCommand ?? [], "command");
    check.equal(expandAll(container?.args ?? [], env), expectedArgs ?? [], "arguments");
  });
};

const spec: Replay = ({ havePod, haveName, wantContainer }, name, sheet) => {
  if (havePod.spec.ephemeralContainers) return sheet.leaveOut(name, 1, "ephemeral containers are not simulated");
  return sheet.row(name, (check) => check.equal(containerNamed(havePod, haveName), wantContainer));
};

const CACHE = "the kubelet's own cache of the runtime's answers: the simulator asks the record";
const NAMES = "names and identifiers inside the runtime";
const WINDOWS = "Windows containers and privileges are not simulated";
const LOOKUPS = "look-ups in the runtime's lists of containers and sandboxes";
const TEXTS = "how the runtime's status is printed in logs";

const LEFT_OUT = {
  TestGetIfNewerThanWhenPodExists: CACHE,
  TestGetPodNewerThanWhenPodDoesNotExist: CACHE,
  TestCacheSetAndGet: CACHE,
  TestGetNewerThan: CACHE,
  TestExpandVolumeMountsWithSubpath: "volumes are not simulated",
  TestHasPrivilegedContainer: WINDOWS,
  TestHasWindowsHostProcessContainer: WINDOWS,
  TestAllContainersAreWindowsHostProcess: WINDOWS,
  TestMakePortMappings: "host ports are mapped by the network, which is not simulated",
  TestHashContainer: "a hash of Go's printed structs: the simulator compares images",
  TestHashContainerWithoutResources: "a hash of Go's printed structs: the simulator compares images",
  TestSandboxToContainerState: LOOKUPS,
  TestGenerateContainerRef: "references that upstream's events carry in full; fieldPath is compared by TestFieldPath",
  TestParseContainerID: NAMES,
  TestContainerIDString: NAMES,
  TestGetPodFullName: NAMES,
  TestBuildPodFullName: NAMES,
  TestParsePodFullName: NAMES,
  TestPodStatusFindContainerStatusByName: LOOKUPS,
  TestPodStatusGetRunningContainerStatuses: LOOKUPS,
  TestPodFindContainerByName: LOOKUPS,
  TestPodFindContainerByID: LOOKUPS,
  TestPodFindSandboxByID: LOOKUPS,
  TestPodIsEmpty: LOOKUPS,
  TestPodsFindPod: LOOKUPS,
  TestRuntimeStatusGetRuntimeCondition: LOOKUPS,
  TestRuntimeStatusString: TEXTS,
  TestRuntimeHandlerString: TEXTS,
  TestRuntimeConditionString: TEXTS,
  TestRuntimeFeaturesString: TEXTS,
  TestMinBackoffExpiration: "unwraps Go errors, of which the row has only the text",
};

export const replayContainer: Adapt = (file, sheet) =>
  replayTables(
    file,
    sheet,
    {
      TestHasAnyRegularContainerStarted: started,
      TestHasAnyActiveRegularContainerStarted: active,
      TestShouldAllContainersRestart: allRestarted,
      TestFieldPath: path,
      TestExpandContainerCommandOnlyStatic: command,
      TestExpandCommandAndArgs: commandAndArgs,
      TestGetContainerSpec: spec,
    },
    LEFT_OUT,
  );
