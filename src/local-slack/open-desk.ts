// Builds the desks, one a workspace, on one line to the app.
import { createEventQueue } from "./deliver.ts";
import type { Desk } from "./desk.ts";
import { createFaults } from "./faults.ts";
import { createHttpMode } from "./http-mode.ts";
import { createLine } from "./line.ts";
import { postMessage } from "./messages.ts";
import { createOAuth } from "./oauth.ts";
import { openGround, type Common, type Opened } from "./open-ground.ts";
import { createRates } from "./rates.ts";
import type { RecordFile } from "./record-file.ts";
import { createSchedule } from "./schedule.ts";
import { createSocketMode } from "./socket-mode.ts";
import { createStatuses } from "./statuses.ts";
import { createTriggers } from "./triggers.ts";

type Shared = Pick<Desk, "sockets" | "http" | "line" | "faults" | "rates" | "oauth" | "moveClock">;

/** Opens a desk for each file. The first is the workspace that the app's own tokens belong to. */
export function openDesks(common: Common, files: [RecordFile, ...RecordFile[]]): [Desk, ...Desk[]] {
  const [file, ...others] = files;
  const first = openGround(common, file, 0);
  const shared = openShared(first, () => desks);
  const desks: [Desk, ...Desk[]] = [
    openDesk(first, shared),
    ...others.map((each, index) => openDesk(openGround(common, each, index + 1, first.ground), shared)),
  ];
  for (const desk of desks) desk.schedule.arm();
  return desks;
}

function openShared({ ground }: Opened, desks: () => Desk[]): Shared {
  const changed = (came: boolean) => {
    for (const { pages, events } of desks()) {
      pages.tell({ kind: "connected", connected: line.isConnected() });
      if (came) events.flush();
    }
  };
  const moveClock = (offset_ms: number) => {
    ground.save({ kind: "clock", offset_ms });
    for (const { statuses, events, pages, clock, schedule } of desks()) {
      statuses.sweep();
      events.sweep();
      pages.tell({ kind: "clock", now_ms: clock.nowMs(), offset_ms });
      schedule.arm();
    }
  };
  const faults = createFaults();
  const sockets = createSocketMode(ground, changed);
  // At once would be before there is a line to ask.
  const http = createHttpMode(ground, (came) => queueMicrotask(() => changed(came)));
  const jump = (ms: number) => moveClock(ground.workspace.offset_ms + ms);
  const line = createLine(ground, { sockets, http }, faults, jump);
  return { sockets, http, line, faults, rates: createRates(), oauth: createOAuth(ground, desks), moveClock };
}

function openDesk({ ground, compact }: Opened, shared: Shared): Desk {
  const desk: Desk = {
    ...ground,
    ...shared,
    compact,
    events: createEventQueue(ground, shared.line),
    statuses: createStatuses(ground.clock, ground.pages),
    triggers: createTriggers(ground.patienceMs),
    schedule: createSchedule(ground, ({ draft }) => void postMessage(desk, draft)),
  };
  return desk;
}
