/**
 * Keeps a socket to Slack: opens it, and opens it again whenever it has ended.
 *
 * The client could do that by itself, but would stay away for as long as it waits for a pong (@slack/socket-mode 3.1,
 * SocketModeClient.delayReconnectAttempt); that has to be long on a busy machine, and nobody is heard meanwhile. Slack ends every socket
 * after some hours.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { SocketModeReceiver } from "@slack/bolt";
import type { Log } from "../log.ts";
import { patiently } from "./patience.ts";

export type Connection = {
  /** Resolves when the first socket stands; rejects when Slack refuses it, or stays away for long. */
  open(): Promise<void>;
  isOpen(): boolean;
  /** Ends the socket for good. */
  close(): Promise<void>;
};

/** A socket that stood for so long was a good one: the next is opened at once. */
const GOOD_MS = 10_000;
const GREETING_MS = 15_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** Where Slack greets but soon ends its sockets it is well enough to be heard: nobody should wait longer than for a slow answer. */
const LONGEST_GREETED_PAUSE_MS = 2_000;

export function keepConnected(receiver: SocketModeReceiver, log: Log): Connection {
  const { client } = receiver;
  const closing = new AbortController();
  let isOpen = false;
  client.on("connected", () => (isOpen = true));
  client.on("disconnected", () => (isOpen = false));

  /** One attempt. Slack greets each socket; one that it does not greet is given up. */
  async function attempt(): Promise<void> {
    const greeted = await Promise.race([client.start().then(() => true), pause(GREETING_MS, false, { ref: false })]);
    if (greeted) return;
    void client.disconnect();
    throw new Error(`Slack did not greet a socket within ${GREETING_MS} ms`);
  }

  const ended = () => new Promise<void>((resolve) => (isOpen ? client.once("disconnected", resolve) : resolve()));

  /** Never gives up: what was refused may be granted again, and health says meanwhile that there is no connection. */
  async function stay(): Promise<void> {
    let wait = 0;
    while (!closing.signal.aborted) {
      const since = performance.now();
      const longest = isOpen ? LONGEST_GREETED_PAUSE_MS : LONGEST_PAUSE_MS;
      await ended();
      wait = performance.now() - since > GOOD_MS ? 0 : Math.min(longest, wait * 2 || FIRST_PAUSE_MS);
      await pause(wait, undefined, { signal: closing.signal });
      await attempt().catch((error: unknown) => {
        log.warn({ err: error, sinceMs: Math.round(performance.now() - since) }, "no socket to Slack yet");
      });
    }
  }

  return {
    async open() {
      await patiently(attempt, "a socket", log);
      stay().catch(() => log.debug("the socket is not opened again: the bot is stopping"));
    },
    isOpen: () => isOpen,
    async close() {
      closing.abort();
      await receiver.stop();
    },
  };
}
