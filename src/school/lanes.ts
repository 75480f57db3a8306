/**
 * How fast messages may leave: each workspace has a lane, and each channel in it, so that nobody waits for somebody else's storm.
 *
 * Slack lets an app post about one message a second to a channel, in short bursts more, and several hundred a minute to a workspace
 * (docs.slack.dev, "Rate limits": special tier of chat.postMessage). A lane is a bucket of tokens, kept in the database so that several
 * bots draw from the same one.
 */
import type { Delivery } from "./delivery.ts";

/** `freeAt`: milliseconds at which it has a whole token again; the past where it has one. */
export type Lane = { tokens: number; at: number; freeAt: number };

export type LaneLimit = { burst: number; perSecond: number };

export type LaneLimits = { workspace: LaneLimit; channel: LaneLimit };

/** A little less than Slack lets through: what leaves in time may arrive early. */
export const LANE_LIMITS: LaneLimits = {
  workspace: { burst: 8, perSecond: 4.5 },
  channel: { burst: 10, perSecond: 1 },
};

/** The lanes that a delivery drives in: none, unless it posts a message. Edits and private words have limits of their own. */
export function lanesOf({ team, destination }: Pick<Delivery, "team" | "destination">): string[] {
  return destination.kind === "message" ? [team, channelLane(team, destination.channel)] : [];
}

export function channelLane(team: string, channel: string): string {
  return `${team} ${channel}`;
}

/** Those of `due` that find a token in each of their lanes, and the lanes afterwards. A lane that is not known is full. */
export function admit<T extends Pick<Delivery, "team" | "destination">>(
  due: readonly T[],
  known: ReadonlyMap<string, Lane>,
  now: number,
  limits: LaneLimits = LANE_LIMITS,
): { admitted: T[]; lanes: Map<string, Lane> } {
  const lanes = new Map<string, Lane>();
  const laneAt = (name: string): Lane => lanes.get(name) ?? refill(known.get(name), limitOf(name, limits), now);
  const admitted = due.filter((delivery) => {
    const names = lanesOf(delivery);
    if (names.some((name) => laneAt(name).tokens < 1)) return false;
    for (const name of names) lanes.set(name, take(laneAt(name), limitOf(name, limits)));
    return true;
  });
  return { admitted, lanes };
}

function limitOf(name: string, limits: LaneLimits): LaneLimit {
  return name.includes(" ") ? limits.channel : limits.workspace;
}

/** A clock that was set back takes no tokens away. */
function refill(lane: Lane | undefined, { burst, perSecond }: LaneLimit, now: number): Lane {
  if (!lane) return { tokens: burst, at: now, freeAt: now };
  const gained = (Math.max(0, now - lane.at) / 1000) * perSecond;
  return { tokens: Math.min(burst, lane.tokens + gained), at: now, freeAt: now };
}

function take({ tokens, at }: Lane, { perSecond }: LaneLimit): Lane {
  const left = tokens - 1;
  return { tokens: left, at, freeAt: left >= 1 ? at : at + Math.ceil(((1 - left) / perSecond) * 1000) };
}
