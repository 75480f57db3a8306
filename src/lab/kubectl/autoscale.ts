// `kubectl autoscale` -> a command.
import { type Command, type Refused, refuse } from "../command.ts";
import { MOST_REPLICAS, tooMany } from "./change-verbs.ts";
import { type Flags, type FlagsRead, readFlags, wholeNumber } from "./flags.ts";
import { readNamed } from "./requests.ts";

const AUTOSCALE: Flags = {
  min: { takes: "text" },
  max: { takes: "text" },
  cpu: { takes: "text" },
  "cpu-percent": { takes: "text" },
  name: { takes: "text" },
  memory: { takes: "text", lacks: true },
};

const DEPRECATED =
  "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format " +
  "(e.g., '70%' for utilization or '500m' for milliCPU).";

/** Parses what follows `kubectl autoscale`. */
export function parseAutoscale(args: string[]): Command {
  const read = readFlags("autoscale", args, AUTOSCALE);
  if (read.kind === "refused") return read;
  const bounds = readBounds(read);
  if ("kind" in bounds) return bounds;
  const cpu = readCpu(read);
  if (typeof cpu === "object") return cpu;
  const named = readNamed(read.words);
  if (named.kind === "refused") return named;
  const name = read.values.get("name");
  const wish = { ...bounds, ...(name ? { name } : {}), ...(cpu === undefined ? {} : { cpuPercent: cpu }) };
  const note = read.values.has("cpu-percent") ? DEPRECATED : "";
  return {
    kind: "autoscale",
    requests: named.requests,
    wish,
    note,
    namespace: read.values.get("namespace") ?? "default",
  };
}

function readBounds(read: FlagsRead): { min: number; max: number } | Refused {
  const max = wholeNumber("autoscale", read, "max", 32);
  if (typeof max === "object") return max;
  const min = wholeNumber("autoscale", read, "min", 32);
  if (typeof min === "object") return min;
  if (max === undefined) return refuse('error: required flag(s) "max" not set');
  if (max < 1) return refuse(`error: --max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (min !== undefined && max < min) {
    return refuse(`error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  }
  if (max > MOST_REPLICAS) return refuse(tooMany("--max"));
  // Left out or negative, the API server's default holds. It refuses 0 itself.
  return { max, min: min === undefined || min < 0 ? 1 : min };
}

/** Percent of the request; undefined where the API server's default of 80 % holds. */
function readCpu(read: FlagsRead): number | undefined | Refused {
  const percent = wholeNumber("autoscale", read, "cpu-percent", 32);
  if (percent !== undefined) return percent;
  const text = read.values.get("cpu");
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}%$/.test(text)) return Number(text.slice(0, -1));
  if (/^\d+(\.\d+)?m?$/.test(text)) {
    return refuse(`The lab takes --cpu as a percentage of the request only, such as --cpu=50%. "${text}" means cores.`);
  }
  return refuse(`error: invalid value for --cpu: "${text.slice(0, 40)}"`);
}
