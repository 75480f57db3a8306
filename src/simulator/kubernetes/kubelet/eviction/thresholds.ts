/** When a node runs short: thresholds as the kubelet is configured with them. Kubernetes 1.36, pkg/kubelet/eviction/helpers.go (ParseThresholdConfig). */
import type { Quantity } from "../../api/meta.ts";
import { readQuantity } from "../../api/quantity.ts";
import { readDuration } from "../duration.ts";

/** An amount, or a share of the capacity (0 to 1, in single precision as upstream keeps it). */
export type ThresholdValue = { quantity?: Quantity; percentage: number };

/** The signal's available amount falls below the value for as long as `graceMs`; 0 is a hard threshold. */
export type Threshold = { signal: string; value: ThresholdValue; graceMs: number; minReclaim?: ThresholdValue };

type Signal = { resource: string; condition: "MemoryPressure" | "DiskPressure" | "PIDPressure" };

export const SIGNALS: Record<string, Signal> = {
  "memory.available": { resource: "memory", condition: "MemoryPressure" },
  "allocatableMemory.available": { resource: "memory", condition: "MemoryPressure" },
  "imagefs.available": { resource: "ephemeral-storage", condition: "DiskPressure" },
  "imagefs.inodesFree": { resource: "inodes", condition: "DiskPressure" },
  "containerfs.available": { resource: "ephemeral-storage", condition: "DiskPressure" },
  "containerfs.inodesFree": { resource: "inodes", condition: "DiskPressure" },
  "nodefs.available": { resource: "ephemeral-storage", condition: "DiskPressure" },
  "nodefs.inodesFree": { resource: "inodes", condition: "DiskPressure" },
  "pid.available": { resource: "pids", condition: "PIDPressure" },
};

export type ThresholdConfig = {
  hard?: Record<string, string>;
  soft?: Record<string, string>;
  softGracePeriod?: Record<string, string>;
  minReclaim?: Record<string, string>;
  /** Whether what pods may have together is watched too (enforceNodeAllocatable: pods). */
  allocatable?: boolean;
};

/** evictionHard's defaults on Linux (pkg/kubelet/eviction/defaults_linux.go). */
export const DEFAULT_CONFIG: ThresholdConfig = {
  hard: {
    "memory.available": "100Mi",
    "nodefs.available": "10%",
    "nodefs.inodesFree": "5%",
    "imagefs.available": "15%",
    "imagefs.inodesFree": "5%",
  },
  allocatable: true,
};

/** "10.5%" as 0.105, in single precision. */
export function parsePercentage(text: string): number {
  const digits = text.replace(/%+$/, "");
  const value = digits.trim() === "" ? Number.NaN : Number(digits);
  if (Number.isNaN(value)) throw new RangeError(`"${text}" is not a percentage.`);
  return Math.fround(Math.fround(value) / 100);
}

function quantity(text: string): number {
  const value = readQuantity(text);
  if (value === undefined) throw new RangeError(`"${text}" is not a quantity.`);
  return value;
}

function checkSignal(signal: string): void {
  if (!SIGNALS[signal]) throw new RangeError(`unsupported eviction signal ${signal}`);
}

/** Nothing for 0% and 100%, which switch a threshold off. */
function parseThreshold(signal: string, text: string): Threshold | undefined {
  checkSignal(signal);
  if (text === "0%" || text === "100%") return undefined;
  if (text.endsWith("%")) {
    const percentage = parsePercentage(text);
    if (percentage < 0) throw new RangeError(`eviction percentage threshold ${signal} must be >= 0%: ${text}`);
    if (percentage > 1) throw new RangeError(`eviction percentage threshold ${signal} must be <= 100%: ${text}`);
    return { signal, value: { percentage }, graceMs: 0 };
  }
  if (quantity(text) <= 0) throw new RangeError(`eviction threshold ${signal} must be positive: ${text}`);
  return { signal, value: { quantity: text, percentage: 0 }, graceMs: 0 };
}

const parseAll = (statements: Record<string, string> = {}) =>
  Object.entries(statements).flatMap(([signal, text]) => parseThreshold(signal, text) ?? []);

function parseGrace(signal: string, text: string): number {
  checkSignal(signal);
  const graceMs = readDuration(text);
  if (graceMs === undefined) throw new RangeError(`time: invalid duration "${text}"`);
  if (graceMs < 0) throw new RangeError(`invalid eviction grace period specified: ${text}, must be a positive value`);
  return graceMs;
}

function parseMinReclaim(signal: string, text: string): ThresholdValue {
  checkSignal(signal);
  if (text.endsWith("%")) {
    const percentage = parsePercentage(text);
    if (percentage > 0) return { percentage };
    throw new RangeError(`eviction percentage minimum reclaim ${signal} must be positive: ${text}`);
  }
  if (quantity(text) < 0) throw new RangeError(`negative eviction minimum reclaim specified for ${signal}`);
  return { quantity: text, percentage: 0 };
}

const parsed = <T>(statements: Record<string, string> = {}, parse: (signal: string, text: string) => T) =>
  new Map(Object.entries(statements).map(([signal, text]) => [signal, parse(signal, text)]));

function softThresholds({ soft, softGracePeriod }: ThresholdConfig): Threshold[] {
  const all = parseAll(soft);
  const graces = parsed(softGracePeriod, parseGrace);
  return all.map((threshold) => {
    const graceMs = graces.get(threshold.signal);
    if (graceMs !== undefined) return { ...threshold, graceMs };
    throw new RangeError(`grace period must be specified for the soft eviction threshold ${threshold.signal}`);
  });
}

/** The hard memory threshold holds for what pods may have together as well. */
export function withAllocatable(thresholds: Threshold[]): Threshold[] {
  const hard = thresholds.filter(({ signal, graceMs }) => signal === "memory.available" && graceMs === 0);
  return [...thresholds, ...hard.map((threshold) => ({ ...threshold, signal: "allocatableMemory.available" }))];
}

/** Hard thresholds, then soft ones. Throws for what the kubelet would not start with. */
export function parseThresholds(config: ThresholdConfig): Threshold[] {
  const all = [...parseAll(config.hard), ...softThresholds(config)];
  const reclaims = parsed(config.minReclaim, parseMinReclaim);
  const thresholds = all.map((threshold) => {
    const minReclaim = reclaims.get(threshold.signal);
    return minReclaim ? { ...threshold, minReclaim } : threshold;
  });
  return config.allocatable ? withAllocatable(thresholds) : thresholds;
}
