/** What one health check knows of one instance (core/health/Health.scala, core/health/impl/HealthCheckActor.scala). Times in simulated ms. */
import type { HealthCheck } from "./app.ts";

export type Health = {
  firstSuccess?: number;
  lastSuccess?: number;
  lastFailure?: number;
  consecutiveFailures: number;
};

export const UNKNOWN: Health = { consecutiveFailures: 0 };

export const isAlive = ({ lastSuccess, lastFailure }: Health) =>
  lastSuccess !== undefined && (lastFailure === undefined || lastSuccess > lastFailure);

const succeeded = (health: Health, now: number): Health => ({
  ...health,
  firstSuccess: health.firstSuccess ?? now,
  lastSuccess: now,
  consecutiveFailures: 0,
});

/**
 * After a check. Failures before the first success are ignored within the grace period, counted from `since`, the instance's last change. The
 * task is to be killed when it had failed maxConsecutiveFailures times in a row before this failure.
 */
export function afterCheck(
  health: Health,
  check: HealthCheck,
  result: { passed: boolean; now: number; since: number },
): { health: Health; kill: boolean } {
  const { passed, now, since } = result;
  if (passed) return { health: succeeded(health, now), kill: false };
  const isInGrace = health.firstSuccess === undefined && since + check.gracePeriodSeconds * 1_000 > now;
  if (isInGrace) return { health, kill: false };
  const { maxConsecutiveFailures: most } = check;
  const kill = most > 0 && health.consecutiveFailures >= most;
  return { health: { ...health, lastFailure: now, consecutiveFailures: health.consecutiveFailures + 1 }, kill };
}
