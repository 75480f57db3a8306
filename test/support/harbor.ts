// A whole local workspace for a test: the local Slack as one process, the bot as another, both started as a newcomer would and killable.
// What was posted is read from the local Slack (its messages and its journal), never from the bot's own tables.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Message, Snapshot } from "../../src/local-slack/protocol.ts";
import type { JournalLine } from "../../src/local-slack/protocol-journal.ts";

const root = resolve(import.meta.dirname, "../..");

export const ADA = "U0ADA0001";
export const BO = "U0BO00002";

export const STUDY = "C0STUDY01";
export const CHIE = "U0CHIE003";
const BOT = "U0SHIPMATE";

type Answer = {
  ok: boolean;
  ts?: string;
  channel?: string;
  errors?: Record<string, string>;
  error?: string;
  message?: string;
};

export type Harbor = Awaited<ReturnType<typeof openHarbor>>;

/** Polls until `look` finds something; fails with what was awaited. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

export async function openHarbor(variables: Record<string, string> = {}, manifest = join(root, "manifest.json")) {
  const folder = mkdtempSync(join(tmpdir(), "shipmate-harbor-"));
  const environment = { ...process.env, LOG_LEVEL: "error", SHIPMATE_DATA: folder, ...variables };
  let slack: ChildProcess | undefined;
  let bot: ChildProcess | undefined;
  let url = "";

  let logs = "";

  function run(file: string, args: string[], extra: Record<string, string> = {}): ChildProcess {
    const env: NodeJS.ProcessEnv = { ...environment, ...extra };
    const child = spawn(process.execPath, [join(root, "launch.js"), file, ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stderr.on("data", (chunk: Buffer) => {
      logs += chunk.toString();
      if (env["LOG_LEVEL"] === "error") process.stderr.write(chunk);
    });
    return child;
  }

  async function firstLine(child: ChildProcess, wanted: RegExp): Promise<string> {
    if (!child.stdout) throw new Error("no output");
    for await (const line of createInterface(child.stdout)) if (wanted.test(line)) return line;
    throw new Error(`the process ended before it said ${String(wanted)}`);
  }

  async function post(verb: string, body: object): Promise<Answer> {
    const response = await fetch(`${url}/control/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  }
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${url}/control/${path}`)).json()) as T;

  async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | null> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, "exit") as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }

  const harbor = {
    folder,
    url: () => url,
    /** Everything that was logged so far. */
    logs: () => logs,

    async startSlack(port = 0): Promise<void> {
      slack = run("src/local-slack/main.ts", ["--port", String(port), "--data", folder, "--manifest", manifest]);
      url = (JSON.parse(await firstLine(slack, /"url"/)) as { url: string }).url;
    },
    stopSlack: (signal: NodeJS.Signals = "SIGTERM") => end(slack, signal),

    /** Starts the bot against the running local Slack; resolves when it says that it is ready. */
    async startBot(): Promise<void> {
      bot = run("src/cli/start.ts", [], { SHIPMATE_LOCAL_SLACK: url });
      await firstLine(bot, /leaves? this machine/);
    },
    /** Starts the bot as against a real Slack: with tokens and no local Slack of its own. Resolves with the line that says it is there. */
    async startAgainstSlack(extra: Record<string, string> = {}): Promise<string> {
      const app = await get<{ bot_token: string; app_token: string; api_url: string }>("app");
      const tokens = { SLACK_BOT_TOKEN: app.bot_token, SLACK_APP_TOKEN: app.app_token, SLACK_API_URL: app.api_url };
      bot = run("src/cli/start.ts", [], { ...tokens, PORT: "0", ...extra });
      return firstLine(bot, /Shipmate is in the workspace/);
    },
    killBot: () => end(bot, "SIGKILL"),
    stopBot: () => end(bot, "SIGTERM"),

    post,
    async say(user: string, text: string, more: { thread_ts?: string; channel?: string } = {}): Promise<string> {
      const { ts, message } = await post("say", { user, channel: STUDY, text, ...more });
      if (!ts) throw new Error(`could not say ${text}: ${message}`);
      return ts;
    },
    click: (user: string, message: Pick<Message, "channel" | "ts">, actionId: string, value?: string) =>
      post("click", {
        user,
        action_id: actionId,
        container: { channel: message.channel, message_ts: message.ts },
        ...(value === undefined ? {} : { value }),
      }),
    command: (user: string, text: string, channel = STUDY) =>
      post("command", { user, channel, command: "/shipmate", text }),
    state: (user: string) => get<Snapshot>(`state?user=${user}`),
    async messages(channel: string = STUDY, user = ADA): Promise<Message[]> {
      return get<Message[]>(`messages?channel=${channel}&user=${user}`);
    },
    /** The bot's messages in a thread, oldest first. */
    async replies(threadTs: string, user = ADA, channel: string = STUDY): Promise<Message[]> {
      const all = await get<Message[]>(`messages?channel=${channel}&thread_ts=${threadTs}&user=${user}`);
      return all.filter((message) => message.user === BOT && message.ts !== threadTs);
    },
    async reply(threadTs: string, channel: string = STUDY): Promise<Message> {
      return until(`a reply to ${threadTs}`, async () => (await harbor.replies(threadTs, ADA, channel))[0]);
    },
    async journal(): Promise<JournalLine[]> {
      const lines = await (await fetch(`${url}/control/journal`)).text();
      return lines
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as JournalLine);
    },
    /** Resolves when everything that was sent to the bot is acknowledged and nothing new was called for a while. */
    async quiet(forMs = 400): Promise<void> {
      let [length, since] = [-1, Date.now()];
      await until("quiet", async () => {
        const now = (await harbor.journal()).length;
        if (now !== length) [length, since] = [now, Date.now()];
        return Date.now() - since >= forMs;
      });
    },
    async close(): Promise<void> {
      await end(bot, "SIGKILL");
      await end(slack, "SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await harbor.startSlack();
  return harbor;
}
