/**
 * An answer that grows in a direct message while a model writes it, by Slack's own streaming. In channels only the asker would see it grow:
 * there the first sentences are posted and edited once.
 *
 * A stream is begun by a delivery like any other post, and marked by the id of its task card: metadata comes only with its end. The edit
 * that ends it closes the stream with what is missing. Wherever that is in doubt (a lost reply, a killed process, the five minutes after which
 * Slack closes a stream) the whole answer is put in its place by `chat.update`, which may be repeated.
 */
import type { WebClient } from "@slack/web-api";
import type { Delivery, Outcome } from "../school/delivery.ts";
import type { AnswerBegun, Live } from "../school/wording.ts";
import type { Log } from "../log.ts";
import { markOf, markingTask } from "./find-message.ts";
import { outcomeOf } from "./outcome.ts";
import { answerFooter } from "./views/answer.ts";
import { answerMarkdown } from "./views/answer-lines.ts";

export type AnswerStreams = Live & {
  /** Begins a stream, or ends it; undefined where the delivery is to be sent like any other. */
  send(delivery: Delivery): Promise<Outcome | undefined>;
};

/** `text` is what Slack has taken; it is in doubt once a call failed. */
type Stream = { channel: string; ts: string; text: string; inDoubt: boolean; turn: Promise<void> };

export function createAnswerStreams(client: WebClient, log: Log): AnswerStreams {
  const streams = new Map<string, Stream>();
  const withoutStreams = new Set<string>();

  async function begin(delivery: Delivery, content: AnswerBegun): Promise<Outcome | undefined> {
    const { destination, team, id } = delivery;
    if (destination.kind !== "message" || !destination.threadTs) return undefined;
    if (!destination.channel.startsWith("D") || withoutStreams.has(team)) return undefined;
    const { channel, threadTs: thread_ts } = destination;
    const text = answerMarkdown(content.answer);
    try {
      const chunks = [markingTask({ id }), { type: "markdown_text", text } as const];
      const { ts = "" } = await client.chat.startStream({ channel, thread_ts, chunks });
      streams.set(id, { channel, ts, text, inDoubt: false, turn: Promise.resolve() });
      return { kind: "accepted", ts };
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind !== "refused") return outcome;
      // Slack has said no: it is posted like any other, and where streams are not known so is everything after it.
      log.debug({ problem: outcome.error }, "no stream");
      if (outcome.error === "unknown_method") withoutStreams.add(team);
      return undefined;
    }
  }

  /** Appends what is new; the calls for one stream follow each other. */
  async function append(stream: Stream, whole: string, stopped: () => void): Promise<void> {
    if (stream.inDoubt || !whole.startsWith(stream.text) || whole === stream.text) return;
    const { channel, ts } = stream;
    try {
      const chunks = [{ type: "markdown_text", text: whole.slice(stream.text.length) } as const];
      await client.chat.appendStream({ channel, ts, chunks });
      stream.text = whole;
    } catch (error) {
      stream.inDoubt = true;
      const outcome = outcomeOf(error);
      if (outcome.kind === "refused" && outcome.error === "stopped_by_user") stopped();
      else log.debug({ problem: outcome.kind }, "a stream does not grow any more; its end is put in by an edit");
    }
  }

  /** Undefined where the stream cannot be ended by what is missing. */
  async function end(stream: Stream, delivery: Delivery): Promise<Outcome | undefined> {
    const { content, destination } = delivery;
    await stream.turn;
    if (content.kind !== "answer" || content.answer.kind !== "answer" || content.aside || stream.inDoubt)
      return undefined;
    const whole = answerMarkdown(content.answer);
    if (!whole.startsWith(stream.text)) return undefined;
    const rest = whole.slice(stream.text.length);
    try {
      await client.chat.stopStream({
        channel: stream.channel,
        ts: stream.ts,
        ...(rest && { chunks: [{ type: "markdown_text", text: rest }] }),
        blocks: answerFooter({ ...content, answer: content.answer }),
        metadata: markOf({ id: destination.kind === "edit" ? (destination.of ?? delivery.id) : delivery.id }),
      });
      return { kind: "accepted", ts: stream.ts };
    } catch (error) {
      log.debug(
        { problem: outcomeOf(error).kind },
        "a stream could not be ended; an edit puts the whole answer in its place",
      );
      return undefined;
    }
  }

  return {
    async send(delivery) {
      const { content, destination } = delivery;
      if (content.kind === "answer-begun") return begin(delivery, content);
      const of = destination.kind === "edit" ? destination.of : undefined;
      const stream = of === undefined ? undefined : streams.get(of);
      if (of === undefined || !stream) return undefined;
      streams.delete(of);
      return end(stream, delivery);
    },
    grow(id, content, stopped) {
      const stream = streams.get(id);
      // Not posted yet, or no stream: the end brings it.
      if (stream) stream.turn = stream.turn.then(() => append(stream, answerMarkdown(content.answer), stopped));
    },
  };
}
