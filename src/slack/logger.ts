/** Slack's libraries log through ours. What they call information is detail to us. */
import { type Logger, LogLevel } from "@slack/web-api";
import type { Log } from "../log.ts";

export function slackLogger(log: Log): Logger {
  const at =
    (level: "debug" | "warn" | "error") =>
    (...words: unknown[]) =>
      log[level]({ from: "slack-sdk" }, words.map(String).join(" "));
  return {
    debug: () => {},
    info: at("debug"),
    warn: at("warn"),
    error: at("error"),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
