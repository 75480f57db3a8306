// What every part of the local Slack works with: the ground, and what was built on it when the server started.
import type { EventQueue } from "./deliver.ts";
import type { Faults } from "./faults.ts";
import type { Ground } from "./ground.ts";
import type { HttpMode } from "./http-mode.ts";
import type { Line } from "./line.ts";
import type { OAuth } from "./oauth.ts";
import type { Rates } from "./rates.ts";
import type { Schedule } from "./schedule.ts";
import type { SocketMode } from "./socket-mode.ts";
import type { Statuses } from "./statuses.ts";
import type { Triggers } from "./triggers.ts";

export type Desk = Ground & {
  /** The way to the app, whichever it is; the next two are the ways themselves. */
  line: Line;
  sockets: SocketMode;
  http: HttpMode;
  events: EventQueue;
  triggers: Triggers;
  statuses: Statuses;
  faults: Faults;
  rates: Rates;
  oauth: OAuth;
  schedule: Schedule;
  /** Sets how far the control clock is ahead of the system's, and does what the time that has passed calls for. */
  moveClock(offset_ms: number): void;
  /** Writes the record file anew, with no more than the workspace needs. */
  compact(): void;
};
