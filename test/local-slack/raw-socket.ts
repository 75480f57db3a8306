// A bare Socket Mode client, for what Bolt would not do: leave envelopes unacked, or vanish.
import { WebSocket } from "ws";
import type { Control } from "./control.ts";

export type Frame = {
  type: string;
  envelope_id?: string;
  payload?: { event_id?: string; event?: Record<string, unknown>; [key: string]: unknown };
  retry_attempt?: number;
  retry_reason?: string;
  reason?: string;
  num_connections?: number;
};

export type RawSocket = {
  socket: WebSocket;
  frames: Frame[];
  ack(frame: Frame, payload?: unknown): void;
  close(): Promise<void>;
};

/** Connects, and acks everything unless told not to. */
export async function connectRaw(control: Control, acks = true): Promise<RawSocket> {
  const { app_token, api_url } = await control.tokens();
  const headers = { authorization: `Bearer ${app_token}` };
  const opened = (await (await fetch(`${api_url}apps.connections.open`, { method: "POST", headers })).json()) as {
    url: string;
  };
  const socket = new WebSocket(opened.url);
  const frames: Frame[] = [];
  const ack = ({ envelope_id }: Frame, payload: unknown = {}) => socket.send(JSON.stringify({ envelope_id, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      frames.push(frame);
      if (frame.type === "hello") resolve();
      else if (acks && frame.envelope_id !== undefined) ack(frame);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      socket.close();
    });
  return { socket, frames, ack, close };
}

/** The envelopes among the frames that carry an event of this type. */
export function eventsOf(frames: Frame[], type: string): Frame[] {
  return frames.filter(({ payload }) => payload?.event?.type === type);
}
