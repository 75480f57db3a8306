/** How many requests a second clients want at an instant, for each kind of traffic. */
import type { Traffic } from "./kubernetes/cluster-api.ts";

/** A straight line through (x0, y0) and (x1, y1), flat outside. */
function line(x: number, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): number {
  if (x <= x0) return y0;
  if (x >= x1) return y1;
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

function spike(traffic: Extract<Traffic, { kind: "spike" }>, at: number): number {
  const { base, peak, startMs, endMs, edgeMs } = traffic;
  const up = line(at, [startMs, 0], [startMs + edgeMs, 1]);
  const down = line(at, [endMs, 0], [endMs + edgeMs, 1]);
  const share = edgeMs > 0 ? Math.max(0, up - down) : Number(at >= startMs && at < endMs);
  return base + (peak - base) * share;
}

function throughPoints(points: [atMs: number, rps: number][], at: number): number {
  const after = points.findIndex(([time]) => time > at);
  if (after === -1) return points.at(-1)?.[1] ?? 0;
  const next = points[after] as [number, number];
  return line(at, points[after - 1] ?? next, next);
}

/** Requests a second at a simulated instant in milliseconds; never negative. A diurnal day begins at its lowest. */
export function rpsAt(traffic: Traffic, at: number): number {
  switch (traffic.kind) {
    case "steady":
      return traffic.rps;
    case "ramp":
      return line(at, [traffic.startMs, traffic.from], [traffic.endMs, traffic.to]);
    case "spike":
      return spike(traffic, at);
    case "diurnal": {
      const share = (1 - Math.cos((2 * Math.PI * at) / traffic.periodMs)) / 2;
      return traffic.low + (traffic.high - traffic.low) * share;
    }
    case "points":
      return throughPoints(traffic.points, at);
  }
}
