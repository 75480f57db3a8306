/** The conditions of a Job. Kubernetes 1.36, pkg/controller/job/job_controller.go and util/utils.go. */
import type { Job } from "../api/batch.ts";
import type { Condition, Time } from "../api/meta.ts";
import { delaysTerminalCondition, type JobGates } from "./gates.ts";

type Said = Pick<Condition, "type" | "status" | "reason" | "message">;

export const jobCondition = (said: Said, now: Time): Condition => ({
  ...said,
  lastProbeTime: now,
  lastTransitionTime: now,
});

export const findCondition = (conditions: Condition[] | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type);

const saysSame = (old: Condition, { status, reason = "", message = "" }: Said) =>
  old.status === status && (old.reason ?? "") === reason && (old.message ?? "") === message;

/** The conditions with one of them set. One that is False is not begun with, as nothing is False already (ensureJobConditionStatus). */
export function ensureCondition(
  conditions: Condition[],
  said: Said,
  now: Time,
): { conditions: Condition[]; changed: boolean } {
  const old = findCondition(conditions, said.type);
  if (!old && said.status === "False") return { conditions, changed: false };
  if (!old) return { conditions: [...conditions, jobCondition(said, now)], changed: true };
  if (saysSame(old, said)) return { conditions, changed: false };
  return { conditions: conditions.map((one) => (one === old ? jobCondition(said, now) : one)), changed: true };
}

/** Complete or Failed, if the Job is over. */
export const finishedConditionOf = ({ status }: Pick<Job, "status">) =>
  status.conditions?.find(({ type, status: holds }) => (type === "Complete" || type === "Failed") && holds === "True");

export const isJobFinished = (job: Pick<Job, "status">) => finishedConditionOf(job) !== undefined;

export const isSuspended = ({ spec }: Job) => spec.suspend === true;

const knowsSuccessCriteria = (gates: JobGates) => gates.successPolicy || delaysTerminalCondition(gates);

export const isSuccessCriteriaMet = (condition: Condition | undefined, gates: JobGates) =>
  knowsSuccessCriteria(gates) && condition?.type === "SuccessCriteriaMet" && condition.status === "True";

/** The Job's own condition SuccessCriteriaMet, if it holds. */
export function successCriteriaMetOf(conditions: Condition[] | undefined, gates: JobGates): Condition | undefined {
  const condition = findCondition(conditions, "SuccessCriteriaMet");
  return isSuccessCriteriaMet(condition, gates) ? condition : undefined;
}

/** What a Job ends with that has failed for this reason (newFailureCondition). */
export const failure = (reason: string, message: string, gates: JobGates, now: Time) =>
  jobCondition(
    { type: delaysTerminalCondition(gates) ? "FailureTarget" : "Failed", status: "True", reason, message },
    now,
  );

/** What a Job ends with whose pods have done their work (newSuccessCondition). */
export function success(gates: JobGates, now: Time): Condition {
  const why = gates.successPolicy
    ? { reason: "CompletionsReached", message: "Reached expected number of succeeded pods" }
    : { reason: "", message: "" };
  return jobCondition(
    { type: delaysTerminalCondition(gates) ? "SuccessCriteriaMet" : "Complete", status: "True", ...why },
    now,
  );
}

/** Failed, for the reasons of a FailureTarget; Complete, for those of a SuccessCriteriaMet. */
export const terminalOf = ({ reason = "", message = "" }: Condition, type: "Complete" | "Failed", now: Time) =>
  jobCondition({ type, status: "True", reason, message }, now);
