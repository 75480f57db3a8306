// The line to the app: over sockets, or over HTTP once the app has request URLs. Everything that goes to it is journalled here,
// and here goes wrong what was asked to go wrong.
import { randomUUID } from "node:crypto";
import type { Envelope, Outcome, Transport } from "./envelope.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Ground } from "./ground.ts";
import type { SocketMode } from "./socket-mode.ts";
import type { HttpMode } from "./http-mode.ts";

export type Line = {
  isConnected(): boolean;
  send(envelope: Envelope): Promise<Outcome>;
};

/** Makes the line. `jump` moves the control clock. */
export function createLine(
  ground: Ground,
  ways: { sockets: SocketMode; http: HttpMode },
  faults: Faults,
  jump: (ms: number) => void,
): Line {
  const way = (): Transport => (ways.http.isUsed() ? ways.http : ways.sockets);

  async function send(envelope: Envelope): Promise<Outcome> {
    if (!way().isConnected()) return { kind: "not-connected" };
    const fault = faults.take("delivery", envelope.type);
    const outcome = once(envelope, fault);
    if (fault) interfere(envelope, fault);
    return fault?.fault === "late-ack" ? late(outcome) : outcome;
  }

  async function once({ retry, ...envelope }: Envelope, fault: Fault | null): Promise<Outcome> {
    const envelope_id = randomUUID();
    const { type, payload } = envelope;
    const retry_attempt = retry?.attempt ?? 0;
    const shown = fault && { fault: fault.fault };
    const began = performance.now();
    const at = () => ({ at_ms: ground.clock.nowMs(), envelope_id });
    ground.journal.write({ kind: "envelope", ...at(), type, payload, retry_attempt, ...shown });
    const outcome = await way().send(envelope_id, { ...envelope, ...(retry && { retry }) });
    const took_ms = Math.round(performance.now() - began);
    if (outcome.kind === "acked") ground.journal.write({ kind: "ack", ...at(), payload: outcome.payload, took_ms });
    else ground.journal.write({ kind: "unacked", ...at(), why: whyOf(outcome), took_ms });
    return outcome;
  }

  function interfere(envelope: Envelope, { fault, advance_ms }: Fault): void {
    if (fault === "redeliver" && envelope.type === "events_api") {
      const attempt = (envelope.retry?.attempt ?? 0) + 1;
      void once({ ...envelope, retry: { attempt, reason: "timeout" } }, null);
    }
    if (fault === "disconnect") ways.sockets.drop("disconnect");
    if (fault === "kill") ways.sockets.drop("kill");
    if (fault === "clock-jump") jump(advance_ms);
  }

  return { isConnected: () => way().isConnected(), send };
}

// The ack came, but Slack no longer waited for it: what follows is what follows a timeout.
async function late(outcome: Promise<Outcome>): Promise<Outcome> {
  const { kind } = await outcome;
  return kind === "acked" ? { kind: "timeout" } : outcome;
}

function whyOf(outcome: Outcome): string {
  return outcome.kind === "refused" ? outcome.reason : outcome.kind;
}
