// What a test says to the local Slack: the control API, and waiting for what it wants to see.
import type { Message, Snapshot } from "../../src/local-slack/protocol.ts";
import type { JournalLine } from "../../src/local-slack/protocol-journal.ts";
import type { ControlRequests } from "../../src/local-slack/protocol-requests.ts";
import { startLocalSlack, type LocalSlack, type LocalSlackOptions } from "../../src/local-slack/server.ts";

export const ADA = "U0ADA0001";
export const BO = "U0BO00002";
export const BOT = "U0SHIPMATE";
export const STUDY = "C0STUDY01";
export const RANDOM = "C0RANDOM1";
export const PLATFORM = "C0PLATFRM";

export type Answer = { ok: boolean; error?: string; message?: string; [key: string]: unknown };

export type Control = ReturnType<typeof controlOf>;

/** The control API of the local Slack at this address; `team` is the path of a further workspace. */
export function controlOf(url: string, team = "") {
  const get = async <T>(path: string) => (await (await fetch(`${url}/control/${team}${path}`)).json()) as T;
  return {
    url,
    get,
    async post<V extends keyof ControlRequests>(verb: V, body: ControlRequests[V]): Promise<Answer> {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/control/${team}${verb}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Answer;
    },
    state: (user?: string) => get<Snapshot>(`state${user === undefined ? "" : `?user=${user}`}`),
    messages: (query = "") => get<Message[]>(`messages?${query}`),
    async journal(): Promise<JournalLine[]> {
      const text = await (await fetch(`${url}/control/journal`)).text();
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as JournalLine);
    },
    async tokens() {
      return get<{ bot_token: string; app_token: string; api_url: string }>("app");
    },
  };
}

/** Waits until `look` finds something, for at most the given time. */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 4000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${look.toString()}`);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A local Slack for one test, with its control API. */
export async function openSlack(options: LocalSlackOptions = {}): Promise<Control & { slack: LocalSlack }> {
  const slack = await startLocalSlack(options);
  return { ...controlOf(slack.url), slack };
}
