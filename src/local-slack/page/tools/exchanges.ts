/** The journal as one reads it: what went out with what came back for it, and whether all was well. Pure. */
import type { JournalLine } from "../../protocol-journal.ts";

/** `well`: answered as it should be; `refused`: answered with an error; `bad`: against the documentation, or gone wrong. */
type Health = "waiting" | "well" | "refused" | "bad";

export type Exchange = {
  key: string;
  /** Seen from the app: what it asked for, what came to it, what is only said about it. */
  way: "call" | "delivery" | "problem";
  atMs: number;
  name: string;
  outcome: string;
  tookMs: number | undefined;
  health: Health;
  sent: unknown;
  answer: unknown;
  /** What is against the documentation, and faults that were asked for. */
  remarks: readonly string[];
  envelope: string;
};

export type Journal = { exchanges: readonly Exchange[]; last: number };

export const EMPTY: Journal = { exchanges: [], last: 0 };

const KEPT = 1000;

/** Takes in one more line; its number tells lines apart that are sent again after a reconnection. */
export function withLine(journal: Journal, number: number, line: JournalLine): Journal {
  if (number <= journal.last) return journal;
  const exchanges =
    line.kind === "ack" || line.kind === "unacked"
      ? journal.exchanges.map((one) => (one.envelope === line.envelope_id ? answered(one, line) : one))
      : [...journal.exchanges, begun(number, line)].slice(-KEPT);
  return { exchanges, last: number };
}

type Begin = { [K in JournalLine["kind"]]?: (line: Extract<JournalLine, { kind: K }>) => Partial<Exchange> };

const BEGIN: Begin = {
  api: ({ method, args, answer, fault, invalid = [], took_ms }) => ({
    way: "call",
    name: method,
    outcome: answer["ok"] === true ? "ok" : String(answer["error"] ?? "error"),
    tookMs: took_ms,
    health: invalid.length > 0 || fault !== undefined ? "bad" : answer["ok"] === true ? "well" : "refused",
    sent: args,
    answer,
    remarks: [...invalid, ...faultOf(fault)],
  }),
  envelope: ({ type, payload, envelope_id, retry_attempt, fault }) => ({
    way: "delivery",
    name: `${type} · ${kindOf(payload)}${retry_attempt > 0 ? ` (again, ${retry_attempt})` : ""}`,
    outcome: "waiting for the app",
    health: "waiting",
    sent: payload,
    remarks: faultOf(fault),
    envelope: envelope_id,
  }),
  problem: ({ method, problem }) => ({
    way: "problem",
    name: method,
    outcome: problem,
    health: "bad",
    remarks: [problem],
  }),
  response: ({ id, body, status, answer }) => ({
    way: "call",
    name: `response_url ${id}`,
    outcome: `${status} ${answer}`,
    health: status < 300 ? "well" : "refused",
    sent: body,
    answer,
  }),
};

function begun(number: number, line: JournalLine): Exchange {
  const begin = BEGIN[line.kind] as ((line: JournalLine) => Partial<Exchange>) | undefined;
  // A server newer than the page may know more kinds: shown as they are.
  const known = begin?.(line) ?? { name: (line as { kind: string }).kind, sent: line };
  return {
    key: String(number),
    way: "problem",
    atMs: line.at_ms,
    name: "",
    outcome: "",
    tookMs: undefined,
    health: "well",
    sent: undefined,
    answer: undefined,
    remarks: [],
    envelope: "",
    ...known,
  };
}

function answered(one: Exchange, line: Extract<JournalLine, { kind: "ack" | "unacked" }>): Exchange {
  const remarks = [...one.remarks];
  if (line.kind === "unacked") {
    return { ...one, outcome: line.why, tookMs: line.took_ms, health: "bad", remarks: [...remarks, line.why] };
  }
  return { ...one, outcome: "acknowledged", tookMs: line.took_ms, health: "well", answer: line.payload };
}

function faultOf(fault: string | undefined): string[] {
  return fault === undefined ? [] : [`the fault ${fault} was asked for`];
}

/** What a payload is about: the event's type, the action, the command, the view. */
function kindOf(payload: unknown): string {
  const read = (payload ?? {}) as {
    event?: { type?: string; subtype?: string };
    actions?: { action_id?: string }[];
    command?: string;
    type?: string;
    callback_id?: string;
  };
  if (read.event !== undefined) return [read.event.type, read.event.subtype].filter(Boolean).join(".");
  if (read.command !== undefined) return read.command;
  return [read.type, read.actions?.[0]?.action_id ?? read.callback_id].filter(Boolean).join(" ");
}

export type Filter = { text: string; way: "" | Exchange["way"]; onlyBad: boolean };

/** Newest first. */
export function filtered({ exchanges }: Journal, { text, way, onlyBad }: Filter): Exchange[] {
  const wanted = text.trim().toLowerCase();
  return exchanges
    .filter((one) => way === "" || one.way === way)
    .filter((one) => !onlyBad || one.health === "bad" || one.health === "refused")
    .filter((one) => wanted === "" || `${one.name} ${one.outcome}`.toLowerCase().includes(wanted))
    .toReversed();
}
