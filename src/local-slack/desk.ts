// What every part of the local Slack works with: the ground, and what was built on it when the server started.
import type { EventQueue } from "./deliver.ts";
import type { Faults } from "./faults.ts";
import type { Ground } from "./ground.ts";
import type { SocketMode } from "./socket-mode.ts";
import type { Statuses } from "./statuses.ts";
import type { Triggers } from "./triggers.ts";

export type Desk = Ground & {
  sockets: SocketMode;
  events: EventQueue;
  triggers: Triggers;
  statuses: Statuses;
  faults: Faults;
};
