// The signature by which an app knows that a request is from its Slack.
import { createHmac } from "node:crypto";

/** Slack's headers for a body. The time is the system's: apps refuse what is older than five minutes by their own clock. */
export function signedHeaders(secret: string, body: string, nowMs = Date.now()): Record<string, string> {
  const time = String(Math.floor(nowMs / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${time}:${body}`).digest("hex");
  return {
    "x-slack-request-timestamp": time,
    "x-slack-signature": `v0=${signature}`,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
  };
}
