/**
 * Which agents the master counts on. It pings each every 15 s; five pings without an answer and the agent is unreachable
 * (src/master/constants.hpp: DEFAULT_AGENT_PING_TIMEOUT, DEFAULT_MAX_AGENT_PING_TIMEOUTS; src/master/master.cpp, SlaveObserver). So a dead
 * agent is noticed 75 to 90 s later. Until then its resources may even be offered.
 */
import { within, type World } from "../world.ts";
import type { Host } from "./hosts.ts";

export const PING_MS = 15_000;
export const MAX_PING_TIMEOUTS = 5;

/** A restarted agent registers after a moment of chance, up to --registration_backoff_factor. */
const REGISTRATION_MS = [0, 1_000] as const;

export type Registration = { state: "registered" | "unreachable"; id: string; pingsAt: number };

export type Agents = {
  get(name: string): Registration | undefined;
  isRegistered(name: string): boolean;
  register(host: Host): void;
  /** Call when no message passes any more. */
  silenced(host: Host): void;
  /** Call when messages pass again. */
  back(host: Host): void;
};

/** `lost` is called when an agent becomes unreachable, `joined` when it registers (again), with what it was before. */
export function createAgents(
  world: World,
  master: string,
  on: { lost(host: Host): void; joined(host: Host, before: Registration["state"] | undefined): void },
): Agents {
  const { loop, note } = world;
  const registrations = new Map<string, Registration>();
  /** Counts how often a host fell silent or came back: what was set for an earlier time no longer holds. */
  const epochs = new Map<string, number>();
  const nextEpoch = (host: Host) => {
    const epoch = (epochs.get(host.name) ?? 0) + 1;
    epochs.set(host.name, epoch);
    return epoch;
  };

  const register = (host: Host) => {
    const before = registrations.get(host.name);
    const id = before?.id ?? `${master}-S${registrations.size}`;
    // Pings go out every 15 s from some instant: an agent that was there at the beginning is anywhere between two.
    registrations.set(host.name, { state: "registered", id, pingsAt: before?.pingsAt ?? world.random.below(PING_MS) });
    note(`agent ${host.name} registered`);
    on.joined(host, before?.state);
  };

  const silenced = (host: Host) => {
    const epoch = nextEpoch(host);
    const pingsAt = registrations.get(host.name)?.pingsAt ?? 0;
    const untilPing = (PING_MS - ((((loop.now() - pingsAt) % PING_MS) + PING_MS) % PING_MS)) % PING_MS;
    loop.after(untilPing + PING_MS * MAX_PING_TIMEOUTS, () => {
      const registration = registrations.get(host.name);
      if (epochs.get(host.name) !== epoch || registration?.state !== "registered") return;
      registration.state = "unreachable";
      note(`agent ${host.name} unreachable: health check timed out`);
      on.lost(host);
    });
  };

  return {
    get: (name) => registrations.get(name),
    isRegistered: (name) => registrations.get(name)?.state === "registered",
    register,
    silenced,
    back(host) {
      const epoch = nextEpoch(host);
      loop.after(within(world, REGISTRATION_MS), () => {
        if (epochs.get(host.name) === epoch) register(host);
      });
    },
  };
}
