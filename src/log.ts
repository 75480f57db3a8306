/** Structured logs: one JSON object a line on standard error, never with the text of a message. */
import pino from "pino";

export type Log = pino.Logger;

export function createLog(level: "debug" | "info" | "warn" | "error"): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
