/**
 * Whether a budget lets one more pod go, and what it says after that.
 * Kubernetes 1.36, pkg/registry/core/pod/storage/eviction.go (checkAndDecrement, createTooManyRequestsError).
 */
import type { PodDisruptionBudget } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import type { Answer, ApiError } from "../api-server.ts";
import { granted, refused } from "../server/errors.ts";
import { disruptionAllowedIn, withDisruptionAllowed } from "./condition.ts";
import type { BudgetStatus } from "./status.ts";

/** MaxDisruptedPodSize. */
const MOST_DISRUPTED = 2_000;

function tooManyRequests(cause: string, retryAfterSeconds?: number): ApiError {
  return {
    code: 429,
    reason: "TooManyRequests",
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    causes: [{ reason: "DisruptionBudget", message: cause }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

const forbiddenBy = (name: string, why: string): ApiError => ({
  code: 403,
  reason: "Forbidden",
  message: `poddisruptionbudget.policy "${name}" is forbidden: ${why}`,
});

/** Why the budget lets no pod go now. */
function causeOf({ metadata: { name }, status }: PodDisruptionBudget): string {
  const { desiredHealthy, currentHealthy } = status;
  const condition = disruptionAllowedIn(status);
  const said = condition?.status === "False" && condition.message ? condition : undefined;
  if (said?.reason === "SyncFailed")
    return `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${said.message}`;
  if (currentHealthy <= desiredHealthy)
    return `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  const why = said ? ` (${said.reason}): ${said.message}` : "";
  return `The disruption budget ${name} does not allow evicting pods currently${why}`;
}

/** The budget's status with one disruption less, spent on this pod. */
export function grantDisruption(budget: PodDisruptionBudget, pod: string, now: Time): Answer<BudgetStatus> {
  const { metadata, status } = budget;
  if ((status.observedGeneration ?? 0) < metadata.generation)
    return refused(
      tooManyRequests(`The disruption budget ${metadata.name} is still being processed by the server.`, 10),
    );
  if (status.disruptionsAllowed < 0) return refused(forbiddenBy(metadata.name, "pdb disruptions allowed is negative"));
  const disrupted = status.disruptedPods ?? {};
  if (Object.keys(disrupted).length > MOST_DISRUPTED) {
    const why = "DisruptedPods map too big - too many evictions not confirmed by PDB controller";
    return refused(forbiddenBy(metadata.name, why));
  }
  if (status.disruptionsAllowed === 0) return refused(tooManyRequests(causeOf(budget)));
  const left = status.disruptionsAllowed - 1;
  const next = { ...status, disruptionsAllowed: left, disruptedPods: { ...disrupted, [pod]: now } };
  return granted(left === 0 ? withDisruptionAllowed(next, now) : next);
}
