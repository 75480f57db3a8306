// HTTP mode: the Events API, interactivity and slash commands as signed requests to the app's own addresses.
import { randomBytes } from "node:crypto";
import type { Envelope, Outcome, Transport } from "./envelope.ts";
import { noteProblem, type Ground } from "./ground.ts";
import type { RequestUrls } from "./manifest.ts";
import { signedHeaders } from "./signature.ts";

const LOOK_EVERY_MS = 1000;
const MOST_ANSWER_BYTES = 1024 * 1024;

export type HttpMode = Transport & {
  /** Whether the app is reached this way. */
  isUsed(): boolean;
  /** Sets where the app is, or null for sockets again. Nothing is sent before its address was verified. */
  use(urls: RequestUrls | null): void;
  /** Sends url_verification now; null when the app passed it, else what was wrong. */
  verify(): Promise<string | null>;
  urls(): RequestUrls | null;
  stop(): void;
};

/** Makes the HTTP side. `changed` is called when the app's address was verified, or is another. */
export function createHttpMode(ground: Ground, changed: (came: boolean) => void): HttpMode {
  let urls = ground.manifest.requestUrls;
  let isVerified = false;
  let looking: NodeJS.Timeout | undefined;

  function use(next: RequestUrls | null): void {
    for (const url of next ? addresses(next) : []) checkLoopback(url);
    clearInterval(looking);
    [urls, isVerified] = [next, false];
    // The app may well be started after this: it is asked until it answers.
    if (next) looking = setInterval(() => void verify(), LOOK_EVERY_MS).unref();
    changed(false);
  }

  async function verify(): Promise<string | null> {
    const url = urls?.events ?? (urls ? addresses(urls)[0] : undefined);
    if (url === undefined) return "no request URL is known";
    // Slack only verifies where events go; an app without events is taken at its word.
    const wrong = urls?.events === undefined ? null : await challenge(ground, url);
    if (wrong === null && !isVerified) {
      clearInterval(looking);
      isVerified = true;
      changed(true);
    }
    return wrong;
  }

  async function send(_id: string, envelope: Envelope): Promise<Outcome> {
    const url = urls && addressFor(urls, envelope);
    if (url === null || url === undefined) {
      noteProblem(ground, envelope.type, "the manifest has no request URL for this");
      return { kind: "refused", reason: "no_request_url" };
    }
    const { type, body } = requestOf(envelope);
    return post(ground, url, type, body, envelope.retry);
  }

  if (urls) use(urls);
  return {
    isUsed: () => urls !== null,
    isConnected: () => isVerified,
    use,
    verify,
    send,
    urls: () => urls,
    stop: () => clearInterval(looking),
  };
}

function addresses({ events, interactivity, options, commands }: RequestUrls): string[] {
  return [events, interactivity, options, ...commands.values()].filter((url) => url !== undefined);
}

// Nothing leaves this machine, whatever a manifest says.
function checkLoopback(url: string): void {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (["127.0.0.1", "localhost", "[::1]"].includes(host)) return;
  throw new NotLocal(`The local Slack sends only to this machine, and the request URL is ${url}.`);
}

/** An address that is not on this machine; its message is one sentence for the person who gave it. */
export class NotLocal extends Error {}

function addressFor(urls: RequestUrls, { type, payload }: Envelope): string | undefined {
  if (type === "events_api") return urls.events;
  if (type === "slash_commands") return urls.commands.get(String(payload.command)) ?? urls.interactivity;
  return payload.type === "block_suggestion" ? urls.options : urls.interactivity;
}

function requestOf({ type, payload }: Envelope): { type: string; body: string } {
  if (type === "events_api") return { type: "application/json", body: JSON.stringify(payload) };
  const fields = type === "slash_commands" ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(fields).toString() };
}

async function post(
  ground: Ground,
  url: string,
  type: string,
  body: string,
  retry: Envelope["retry"],
): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: { "content-type": type, ...signedHeaders(ground.identity.signing_secret, body), ...retryHeaders(retry) },
      body,
      signal: AbortSignal.timeout(ground.patienceMs),
    });
    const text = await answer.text();
    if (!answer.ok) return { kind: "refused", reason: "http_error" };
    return { kind: "acked", payload: readAnswer(answer.headers.get("content-type") ?? "", text) };
  } catch (error) {
    return (error as Error).name === "TimeoutError"
      ? { kind: "timeout" }
      : { kind: "refused", reason: "connection_failed" };
  }
}

const RETRY_REASONS: Record<string, string> = { timeout: "http_timeout", connection_lost: "connection_failed" };

function retryHeaders(retry: Envelope["retry"]): Record<string, string> {
  if (!retry || retry.attempt === 0) return {};
  const reason = RETRY_REASONS[retry.reason] ?? retry.reason;
  return { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": reason };
}

function readAnswer(type: string, text: string): unknown {
  if (text === "" || text.length > MOST_ANSWER_BYTES) return {};
  if (!type.includes("json")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function challenge(ground: Ground, url: string): Promise<string | null> {
  const asked = randomBytes(20).toString("hex");
  const body = JSON.stringify({ token: "local-verification-token", challenge: asked, type: "url_verification" });
  const outcome = await post(ground, url, "application/json", body, undefined);
  if (outcome.kind !== "acked") return `${url} did not answer the verification (${outcome.kind})`;
  const answered = outcome.payload as { challenge?: unknown } | string;
  const got = typeof answered === "string" ? answered.trim() : answered.challenge;
  return got === asked ? null : `${url} did not answer with the challenge`;
}
