/** A Deployment's conditions. Kubernetes 1.36, pkg/controller/deployment/util/deployment_util.go. */
import type { Deployment } from "../api/apps.ts";
import type { Condition, Status, Time } from "../api/meta.ts";

export type News = Omit<Condition, "lastTransitionTime" | "lastUpdateTime">;

export const conditionOf = (conditions: Condition[] | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type);

export const withoutCondition = (conditions: Condition[], type: string) =>
  conditions.filter((condition) => condition.type !== type);

/** Moves a changed condition to the end; the transition time stays when only the reason changes (SetDeploymentCondition). */
export function withNews(conditions: Condition[], news: Condition): Condition[] {
  const old = conditionOf(conditions, news.type);
  if (old && old.status === news.status && old.reason === news.reason) return conditions;
  const condition = { ...news };
  if (old?.status === news.status) {
    delete condition.lastTransitionTime;
    if (old.lastTransitionTime !== undefined) condition.lastTransitionTime = old.lastTransitionTime;
  }
  return [...withoutCondition(conditions, news.type), condition];
}

/** A condition as of now. */
export const asOf = (news: News, now: Time): Condition => ({ ...news, lastUpdateTime: now, lastTransitionTime: now });

export const progressing = (status: Status, reason: string, message: string): News => ({
  type: "Progressing",
  status,
  reason,
  message,
});

/** The largest 32-bit integer stands for no deadline and no limit (HasProgressDeadline, HasRevisionHistoryLimit). */
const NO_LIMIT = 2 ** 31 - 1;

export const isLimit = (value: number | undefined): value is number => value !== undefined && value !== NO_LIMIT;

export const hasDeadline = ({ spec }: Deployment) => isLimit(spec.progressDeadlineSeconds);

/** The conditions once the Deployment has been paused or resumed; nothing when they say so already (checkPausedConditions). */
export function pausedConditions(deployment: Deployment, now: Time): Condition[] | undefined {
  const { conditions = [] } = deployment.status;
  const reason = conditionOf(conditions, "Progressing")?.reason;
  if (!hasDeadline(deployment) || reason === "ProgressDeadlineExceeded") return undefined;
  const paused = deployment.spec.paused === true;
  if (paused === (reason === "DeploymentPaused")) return undefined;
  const news = paused
    ? progressing("Unknown", "DeploymentPaused", "Deployment is paused")
    : progressing("Unknown", "DeploymentResumed", "Deployment is resumed");
  return withNews(conditions, asOf(news, now));
}
