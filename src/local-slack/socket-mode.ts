// Socket Mode: the WebSockets over which the app gets its envelopes and sends its acks.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { z } from "zod";
import type { Envelope, Outcome, Transport } from "./envelope.ts";
import { noteProblem, type Ground } from "./ground.ts";

const MOST_CONNECTIONS = 10;
const PING_EVERY_MS = 10_000;

export type SocketMode = Transport & {
  /** A single-use address for one connection. */
  makeAddress(): string;
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Ends all connections: politely, so that the app comes back, or by cutting them; or only warns that they will end. */
  drop(how: "disconnect" | "kill" | "warning"): void;
  close(): Promise<void>;
};

type Waiting = { socket: WebSocket; settle(outcome: Outcome): void };

const ackSchema = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Makes the socket side. `changed` is called after each connection that comes (true) or goes (false). */
export function createSocketMode(ground: Ground, changed: (came: boolean) => void): SocketMode {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, Waiting>();
  let turn = 0;

  // Bolt gives up on a server that pinged once and then fell silent, so these go on as long as the connection.
  const heartbeat = setInterval(() => sockets.forEach((socket) => socket.ping()), PING_EVERY_MS).unref();

  // One that is closing takes nothing more, although it is still there.
  const open = () => [...sockets].filter((socket) => socket.readyState === socket.OPEN);

  function welcome(socket: WebSocket): void {
    if (sockets.size >= MOST_CONNECTIONS) {
      socket.send(frame("disconnect", { reason: "too_many_websockets" }));
      return socket.close();
    }
    sockets.add(socket);
    socket.on("message", (data) => receive(String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => forget(socket));
    const info = { num_connections: sockets.size, connection_info: { app_id: ground.identity.app_id } };
    socket.send(frame("hello", info));
    changed(true);
  }

  function forget(socket: WebSocket): void {
    if (!sockets.delete(socket)) return;
    for (const [id, entry] of waiting) {
      if (entry.socket !== socket) continue;
      waiting.delete(id);
      entry.settle({ kind: "lost" });
    }
    changed(false);
  }

  function receive(text: string): void {
    const parsed = ackSchema.safeParse(parseJson(text));
    const entry = parsed.success ? waiting.get(parsed.data.envelope_id) : undefined;
    if (!parsed.success) return noteProblem(ground, "socket", `the app sent what is no ack: ${text.slice(0, 200)}`);
    const { envelope_id, payload = {} } = parsed.data;
    if (!entry) return noteProblem(ground, "socket", `an ack came too late, or twice, for ${envelope_id}`);
    waiting.delete(envelope_id);
    entry.settle({ kind: "acked", payload });
  }

  function send(envelope_id: string, { type, payload, accepts_response_payload, retry }: Envelope): Promise<Outcome> {
    const ready = open();
    const socket = ready[turn++ % ready.length];
    if (!socket) return Promise.resolve({ kind: "not-connected" });
    const again = type === "events_api" && { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? "" };
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(envelope_id);
        resolve({ kind: "timeout" });
      }, ground.patienceMs);
      const settle = (outcome: Outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      waiting.set(envelope_id, { socket, settle });
      socket.send(JSON.stringify({ envelope_id, payload, type, accepts_response_payload, ...again }));
    });
  }

  return {
    makeAddress() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${ground.url().replace("http", "ws")}/link/?ticket=${ticket}&app_id=${ground.identity.app_id}`;
    },
    accept(request, socket, head) {
      const ticket = new URL(request.url ?? "", ground.url()).searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket)) {
        return void socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    send,
    isConnected: () => open().length > 0,
    connections: () => sockets.size,
    drop(how) {
      for (const socket of sockets) {
        if (how === "kill") socket.terminate();
        else if (how === "warning") socket.send(frame("disconnect", { reason: "warning" }));
        else leave(socket, "refresh_requested");
      }
    },
    async close() {
      clearInterval(heartbeat);
      const leaving = [...sockets];
      // Bolt lingers for thirty seconds over a socket that was cut before its closing handshake ended.
      await Promise.all(leaving.map((socket) => closed(socket)));
      server.close();
    },
  };
}

function leave(socket: WebSocket, reason: string): void {
  socket.send(frame("disconnect", { reason }));
  socket.close(1000);
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => socket.terminate(), 1000);
    socket.once("close", () => {
      clearTimeout(deadline);
      resolve();
    });
    leave(socket, "link_disabled");
  });
}

function frame(type: string, fields: Record<string, unknown>): string {
  return JSON.stringify({
    type,
    ...fields,
    debug_info: { host: "applink-local", build_number: 1, approximate_connection_time: 18_060 },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
