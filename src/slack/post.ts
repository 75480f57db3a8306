/** The one way in which messages leave: a client that never resends on its own, and outcomes instead of exceptions. */
import webApi, { type ChatPostMessageArguments, type WebClient } from "@slack/web-api";
import { type Delivery, type Outcome, REQUEST_TIMEOUT_MS, isPrivate } from "../school/delivery.ts";
import type { Poster } from "../school/deliverer.ts";
import type { Content } from "../school/content.ts";
import type { Log } from "../log.ts";
import type { Acts } from "./acts.ts";
import type { AnswerStreams } from "./answer-stream.ts";
import { fetchAgain } from "./again.ts";
import type { SlackOptions } from "./bolt.ts";
import { findMessage, markOf } from "./find-message.ts";
import { slackLogger } from "./logger.ts";
import { outcomeOf } from "./outcome.ts";
import type { Pictures } from "./pictures.ts";
import { hasChart } from "./views/chart.ts";
import type { Drawn } from "./views/drawn.ts";
import { type Look, hasPicture } from "./views/picture.ts";

/**
 * A client for what must not be sent twice: the default one resends a post up to ten times when its reply is lost. This one repeats only
 * what is harmless to repeat.
 */
export function createPostingClient({ botToken, slackApiUrl }: SlackOptions, log: Log): WebClient {
  return new webApi.WebClient(botToken, {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    logger: slackLogger(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: REQUEST_TIMEOUT_MS,
    fetch: fetchAgain(fetch),
  });
}

/** Turns what a delivery says into Slack's text and blocks. */
export type Draw = (content: Content, look: Look) => Drawn;

export function createPoster(parts: {
  client: WebClient;
  draw: Draw;
  acts: Acts;
  streams: AnswerStreams;
  pictures: Pictures;
}): Poster {
  const { client, draw, acts, streams, pictures } = parts;
  const withoutCharts = new Set<string>();
  return {
    async send(delivery) {
      const streamed = await streams.send(delivery);
      if (streamed) return streamed;
      const picture = await pictures.ready(delivery);
      if (picture.kind === "underway") return { kind: "too-early" };
      const outcome = await draft(delivery, picture.kind === "file" ? picture.id : undefined);
      if (outcome.kind === "accepted" || outcome.kind === "refused") pictures.done(delivery);
      return outcome;
    },
    async find(delivery) {
      if (isPrivate(delivery)) return acts.isPromised(delivery) ? undefined : CUT_OFF;
      if (delivery.destination.kind !== "message") return undefined;
      try {
        const ts = await findMessage(client, delivery, delivery.destination);
        if (ts === undefined) return undefined;
        pictures.done(delivery);
        return { kind: "found", ts };
      } catch (error) {
        // Not being able to look is no proof that it is not there.
        const outcome = outcomeOf(error);
        return outcome.kind === "refused" ? { kind: "unclear", error: outcome.error } : outcome;
      }
    },
  };

  async function draft(delivery: Delivery, picture: string | undefined): Promise<Outcome> {
    const drawn = draw(delivery.content, { charts: !withoutCharts.has(delivery.team), picture });
    const carried = isPrivate(delivery) ? acts.carry(delivery, wordsOf(drawn)) : undefined;
    if (carried) return carried;
    const outcome = onlyOnce(delivery, await attempt(client, addressed(delivery), drawn));
    if (outcome.kind !== "refused" || outcome.error !== "invalid_blocks") return outcome;
    if (hasPicture(drawn.blocks)) {
      pictures.refused(delivery);
      return { kind: "too-early" };
    }
    if (!hasChart(drawn.blocks)) return outcome;
    // A workspace that refuses our newest block gets the same in words, from now on.
    withoutCharts.add(delivery.team);
    return onlyOnce(delivery, await attempt(client, addressed(delivery), draw(delivery.content, { charts: false })));
  }

  /** What goes to whoever just pressed goes to the press's own address. */
  function addressed(delivery: Delivery): Delivery {
    const { destination } = delivery;
    const url = destination.kind === "private" ? acts.addressFor(delivery) : undefined;
    return url === undefined || destination.kind !== "private"
      ? delivery
      : { ...delivery, destination: { ...destination, kind: "response", url } };
  }

  /** Private words whose fate is unknown are let go, unless they were promised. */
  function onlyOnce(delivery: Delivery, outcome: Outcome): Outcome {
    const isInDoubt = outcome.kind === "unclear" && isPrivate(delivery) && !acts.isPromised(delivery);
    return isInDoubt ? { kind: "lost", error: outcome.error } : outcome;
  }
}

const CUT_OFF: Outcome = { kind: "lost", error: "an earlier attempt was cut off" };

async function attempt(client: WebClient, delivery: Delivery, drawn: Drawn): Promise<Outcome> {
  try {
    return { kind: "accepted", ts: await sendTo(client, delivery, drawn) };
  } catch (error) {
    return outcomeOf(error);
  }
}

async function sendTo(client: WebClient, delivery: Delivery, drawn: Drawn): Promise<string> {
  const { destination } = delivery;
  const said = wordsOf(drawn);
  switch (destination.kind) {
    case "message": {
      const posted = await client.chat.postMessage({
        channel: destination.channel,
        ...inThread(destination.threadTs),
        ...said,
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
        metadata: markOf(delivery),
      } as ChatPostMessageArguments);
      return posted.ts ?? "";
    }
    case "edit":
      await update(client, destination, said);
      return destination.ts;
    case "private": {
      const { channel, user, threadTs } = destination;
      const posted = await client.chat.postEphemeral({ channel, user, ...inThread(threadTs), ...said });
      return posted.message_ts ?? "";
    }
    case "response":
      await respond(destination.url, { ...inThread(destination.threadTs), ...said });
      return "";
  }
}

/** Safe to repeat. A stream that a killed process left open, or whose end was lost, is closed first: Slack lets none be changed that grows. */
async function update(
  client: WebClient,
  { channel, ts }: { channel: string; ts: string },
  said: { text: string },
): Promise<void> {
  try {
    await client.chat.update({ channel, ts, ...said });
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.kind !== "refused" || outcome.error !== "streaming_state_conflict") throw error;
    await close(client, { channel, ts });
    await client.chat.update({ channel, ts, ...said });
  }
}

/** Refused when it has closed by itself meanwhile: then it can be changed, too. */
async function close(client: WebClient, stream: { channel: string; ts: string }): Promise<void> {
  try {
    await client.chat.stopStream(stream);
  } catch (error) {
    if (outcomeOf(error).kind !== "refused") throw error;
  }
}

function wordsOf({ text, blocks }: Drawn): { text: string } {
  return { text, ...(blocks ? { blocks } : {}) };
}

function inThread(threadTs: string | undefined): { thread_ts?: string } {
  return threadTs ? { thread_ts: threadTs } : {};
}

/** A response_url takes an ephemeral reply to a command for thirty minutes. It knows no metadata: whether one arrived cannot be found out. */
async function respond(url: string, said: { text: string }): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...said }),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  if (response.ok) return;
  const error = new Error(`response_url answered ${response.status}`);
  if (response.status === 429)
    throw Object.assign(error, { retryAfter: Number(response.headers.get("retry-after") ?? 1) });
  throw Object.assign(error, response.status < 500 ? { data: { error: error.message } } : {});
}
