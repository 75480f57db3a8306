// The local Slack: a workspace, its Web API, its sockets, its control API and its page, on one port of this machine.
import { createAdaptorServer } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { join } from "node:path";
import { routes } from "./routes.ts";
import { createClock } from "./clock.ts";
import type { Desk } from "./desk.ts";
import type { Ground } from "./ground.ts";
import { createEventQueue } from "./deliver.ts";
import { createFaults } from "./faults.ts";
import { strangerReason } from "./guard.ts";
import { lockFolder } from "./folder-lock.ts";
import { openJournal, type Journal } from "./journal.ts";
import { openManifest, type Manifest } from "./manifest.ts";
import { createPages } from "./pages.ts";
import { openRecordFile, type RecordFile } from "./record-file.ts";
import type { StateRecord, WrittenRecord } from "./records.ts";
import { botPerson, seedRecords } from "./seed.ts";
import { createSocketMode } from "./socket-mode.ts";
import { createStatuses } from "./statuses.ts";
import { createTriggers } from "./triggers.ts";
import { apply, emptyWorkspace } from "./workspace.ts";

export type LocalSlackOptions = {
  /** 0 or none: any free port. */
  port?: number;
  /** Where to keep the workspace; none: in memory only. */
  data?: string | null;
  manifest?: Manifest;
  /** How long an ack may take and a trigger lives; Slack's 3,000 when left out. */
  patienceMs?: number;
};

export type LocalSlack = { url: string; close(): Promise<void> };

/** Starts a local Slack. Throws UnusableData when its folder cannot be used, and what listen throws when the port is taken. */
export async function startLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const kept = await openKept(options.data ? join(options.data, "local-slack") : null);
  let port = 0;
  let closing = false;
  const desk = openDesk({
    ...kept,
    manifest: options.manifest ?? openManifest(),
    patienceMs: options.patienceMs ?? 3000,
    isClosing: () => closing,
    url: () => `http://127.0.0.1:${port}`,
  });
  const app = routes(desk, () => port);
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env as HttpBindings) }) as Server;
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (strangerReason(request.headers, port) !== null || !request.url?.startsWith("/link")) return socket.destroy();
    return desk.sockets.accept(request, socket, head);
  });
  try {
    port = await listen(server, options.port ?? 0);
  } catch (error) {
    kept.release();
    throw error;
  }

  return {
    url: desk.url(),
    async close() {
      closing = true;
      await desk.sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      kept.release();
    },
  };
}

type Kept = { file: RecordFile; journal: Journal; release(): void };

async function openKept(folder: string | null): Promise<Kept> {
  if (folder === null) return { file: memoryOnly(), journal: openJournal(null), release: () => {} };
  const unlock = await lockFolder(folder);
  const file = openRecordFile(join(folder, "workspace.jsonl"));
  const journal = openJournal(join(folder, "journal.jsonl"));
  const release = () => {
    journal.close();
    file.close();
    unlock();
  };
  return { file, journal, release };
}

type Openings = Pick<Ground, "journal" | "manifest" | "patienceMs" | "isClosing" | "url"> & { file: RecordFile };

function openDesk({ file, ...rest }: Openings): Desk {
  const workspace = emptyWorkspace();
  for (const record of file.records) apply(workspace, record);
  const clock = createClock(() => workspace.offset_ms, file.records.at(-1)?.last_micros ?? 0);
  const save = (record: StateRecord) => {
    file.append({ ...record, last_micros: clock.lastMicros() });
    apply(workspace, record);
  };
  if (!workspace.identity) for (const record of seedRecords(rest.manifest, clock.nowMs())) save(record);
  const { identity } = workspace;
  if (!identity) throw new Error("the seed made no identity");
  followManifest(workspace.people.get(identity.bot_user_id)?.real_name, rest.manifest, save);

  const pages = createPages();
  const ground: Ground = { ...rest, workspace, clock, pages, save, identity };
  const sockets = createSocketMode(ground, (came) => {
    pages.tell({ kind: "connected", connected: sockets.connections() > 0 });
    if (came) events.flush();
  });
  const events = createEventQueue(ground, sockets);
  const statuses = createStatuses(clock, pages);
  return { ...ground, sockets, events, statuses, triggers: createTriggers(rest.patienceMs), faults: createFaults() };
}

// The manifest may have renamed the app since the folder was written.
function followManifest(known: string | undefined, manifest: Manifest, save: (record: StateRecord) => void): void {
  if (known !== manifest.botName) save({ kind: "person", person: botPerson(manifest) });
}

function memoryOnly(): RecordFile {
  return { records: [] as WrittenRecord[], append: () => {}, close: () => {} };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
