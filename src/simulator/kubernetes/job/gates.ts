/** Feature gates of the Job controller. Kubernetes 1.36, pkg/features/kube_features.go: all four are on by default; older clusters had some off. */
export type JobGates = {
  /** Limits of failures for each index of an Indexed Job, and the action FailIndex. */
  backoffLimitPerIndex: boolean;
  /** A Job that names another controller is left to it; and a terminal condition waits until no pod is terminating. */
  managedBy: boolean;
  /** Terminating pods are counted, may be waited for before they are replaced, and a terminal condition waits for them. */
  podReplacementPolicy: boolean;
  /** An Indexed Job may be over before every index has succeeded. */
  successPolicy: boolean;
};

export const JOB_GATES: JobGates = {
  backoffLimitPerIndex: true,
  managedBy: true,
  podReplacementPolicy: true,
  successPolicy: true,
};

/** Whether Complete and Failed are announced by SuccessCriteriaMet and FailureTarget (delayTerminalCondition). */
export const delaysTerminalCondition = (gates: JobGates) => gates.managedBy || gates.podReplacementPolicy;
