// The local Slack: a workspace, its Web API, its sockets, its control API and its page, on one port of this machine.
import { createAdaptorServer } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { join } from "node:path";
import { routes } from "./routes.ts";
import { strangerReason } from "./guard.ts";
import { lockFolder } from "./folder-lock.ts";
import { openJournal, type Journal } from "./journal.ts";
import { openManifest, type Manifest } from "./manifest.ts";
import { openDesks } from "./open-desk.ts";
import { openRecordFile, type RecordFile } from "./record-file.ts";
import type { WrittenRecord } from "./records.ts";
import { MOST_WORKSPACES } from "./seed.ts";

export type LocalSlackOptions = {
  /** 0 or none: any free port. */
  port?: number;
  /** Where to keep the workspace; none: in memory only. */
  data?: string | null;
  manifest?: Manifest;
  /** How many workspaces there are; one when left out. */
  workspaces?: number;
  /** How long an ack may take and a trigger lives; Slack's 3,000 when left out. */
  patienceMs?: number;
};

export type LocalSlack = { url: string; close(): Promise<void> };

/** Starts a local Slack. Throws UnusableData when its folder cannot be used, and what listen throws when the port is taken. */
export async function startLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const kept = await openKept(options.data ? join(options.data, "local-slack") : null, options.workspaces ?? 1);
  let port = 0;
  let closing = false;
  const common = {
    journal: kept.journal,
    manifest: options.manifest ?? openManifest(),
    patienceMs: options.patienceMs ?? 3000,
    isClosing: () => closing,
    url: () => `http://127.0.0.1:${port}`,
  };
  const desks = openDesks(common, kept.files);
  const [desk] = desks;
  const app = routes(desks, () => port);
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

  async function shut(): Promise<void> {
    closing = true;
    for (const each of desks) each.schedule.stop();
    desk.http.stop();
    await desk.sockets.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    kept.release();
  }
  let shutting: Promise<void> | undefined;
  return { url: desk.url(), close: () => (shutting ??= shut()) };
}

type Kept = { files: [RecordFile, ...RecordFile[]]; journal: Journal; release(): void };

async function openKept(folder: string | null, count: number): Promise<Kept> {
  const numbers = Array.from({ length: Math.min(count, MOST_WORKSPACES) - 1 }, (_, index) => index + 2);
  if (folder === null) {
    return { files: [memoryOnly(), ...numbers.map(memoryOnly)], journal: openJournal(null), release: () => {} };
  }
  const unlock = await lockFolder(folder);
  const open = (name: string) => openRecordFile(join(folder, name));
  const files: Kept["files"] = [open("workspace.jsonl"), ...numbers.map((number) => open(`workspace-${number}.jsonl`))];
  const journal = openJournal(join(folder, "journal.jsonl"));
  const release = () => {
    journal.close();
    for (const file of files) file.close();
    unlock();
  };
  return { files, journal, release };
}

function memoryOnly(): RecordFile {
  return { records: [] as WrittenRecord[], append: () => {}, rewrite: () => {}, close: () => {} };
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
