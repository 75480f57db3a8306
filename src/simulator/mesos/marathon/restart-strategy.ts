/**
 * How a restart begins: how many old instances are killed at once, and how many instances there may be in all
 * (Marathon, core/deployment/impl/TaskReplaceActor.scala, computeRestartStrategy).
 */
export type UpgradeStrategy = {
  /** Share of `instances` that must stay healthy during an upgrade, 0 to 1; rounded up. */
  minimumHealthCapacity: number;
  /** Share of `instances` that may run on top of them, 0 to 1; rounded down. */
  maximumOverCapacity: number;
};

export type RestartStrategy = { maxCapacity: number; nrToKillImmediately: number };

/** state/UpgradeStrategy.scala: `empty`. */
export const DEFAULT_UPGRADE: UpgradeStrategy = { minimumHealthCapacity: 1, maximumOverCapacity: 1 };

/** `current` counts all instances of the app, `healthy` those that are meant to run and are healthy (or have no health checks). */
export function restartStrategy(
  app: { instances: number; upgradeStrategy: UpgradeStrategy; resident?: boolean },
  current: number,
  healthy: number,
): RestartStrategy {
  const { instances, upgradeStrategy } = app;
  const minHealthy = Math.ceil(instances * upgradeStrategy.minimumHealthCapacity);
  let maxCapacity = Math.trunc(instances * (1 + upgradeStrategy.maximumOverCapacity));
  let nrToKillImmediately = Math.max(0, healthy - minHealthy);
  // With no room either way nothing could ever begin: a resident app goes below, any other above, by one instance.
  if (minHealthy === maxCapacity && maxCapacity <= healthy) {
    if (app.resident) nrToKillImmediately = healthy - minHealthy + 1;
    else maxCapacity += 1;
  }
  // An earlier deployment that was overridden may have left more instances than are wanted.
  if (instances < current) nrToKillImmediately = Math.max(current - instances, nrToKillImmediately);
  return { maxCapacity, nrToKillImmediately };
}
