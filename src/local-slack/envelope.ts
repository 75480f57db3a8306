// What is sent to the app, and what became of it: the same over sockets and over HTTP.
export type Envelope = {
  type: "events_api" | "interactive" | "slash_commands";
  payload: Record<string, unknown>;
  accepts_response_payload: boolean;
  retry?: { attempt: number; reason: string };
};

/** `refused` is HTTP's own: the app answered, but not with 2xx, or nobody listened at its address. */
export type Outcome =
  | { kind: "acked"; payload: unknown }
  | { kind: "timeout" }
  | { kind: "lost" }
  | { kind: "refused"; reason: string }
  | { kind: "not-connected" };

/** One way to the app. `id` names the envelope in the journal and, over a socket, in the app's ack. */
export type Transport = {
  isConnected(): boolean;
  send(id: string, envelope: Envelope): Promise<Outcome>;
};
