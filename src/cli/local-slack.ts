/** Starts the local Slack as a process of its own and learns from it where it is and which tokens it takes. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export type LocalSlack = {
  url: string;
  apiUrl: string;
  botToken: string;
  appToken: string;
  onExit(listener: () => void): void;
  stop(): Promise<void>;
};

export type LocalSlackOptions = { port: number | undefined; dataFolder: string; manifest: string; fresh: boolean };

const DEFAULT_PORT = 3000;

/** A small young generation: it makes little garbage at a time, and this is the difference between 90 and 82 MB. */
export const LOCAL_SLACK_FLAGS = ["--max-semi-space-size=1"];
/** One malloc arena for all its threads, which is another 5 MB, and no keeping of what is free (glibc; elsewhere it says nothing). */
export const LOCAL_SLACK_ENV = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "32768" };

/** Rejects with the process's own sentence when it cannot start (a port that is taken, a workspace file that is not ours). */
export async function spawnLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const args = [
    ...LOCAL_SLACK_FLAGS,
    resolve(import.meta.dirname, "../local-slack/main.ts"),
    "--port",
    String(options.port ?? DEFAULT_PORT),
    ...(options.port === undefined ? ["--port-fallback"] : []),
    "--manifest",
    options.manifest,
    ...(options.fresh ? ["--fresh"] : ["--data", options.dataFolder]),
    // It reads its standard input and stops when that ends: nothing is left behind if this process is killed.
    "--with-parent",
  ];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
    env: { ...process.env, ...LOCAL_SLACK_ENV },
  });
  const url = await readUrl(child);
  return { ...(await readApp(url)), url, onExit: (listener) => child.on("exit", listener), stop: () => stop(child) };
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The local Slack has no output to read its address from.");
  const lines = createInterface(child.stdout);
  const first = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(child, "exit").then(() => ""),
  ]);
  if (!first) throw new Error("The local Slack did not start; it said why above.");
  return (JSON.parse(first) as { url: string }).url;
}

/** A local Slack that runs already, which is left running. */
export async function joinLocalSlack(url: string): Promise<LocalSlack> {
  const app = await readApp(url).catch((error: unknown) => {
    throw new Error(
      `No local Slack answers at ${url} (SHIPMATE_LOCAL_SLACK): start one with \`npm run local-slack\`.`,
      { cause: error },
    );
  });
  return { ...app, url, onExit: () => {}, stop: async () => {} };
}

/** What `GET /control/app` tells the app that is to be installed in this workspace. */
async function readApp(url: string): Promise<Omit<LocalSlack, "onExit" | "stop" | "url">> {
  const app = (await (await fetch(`${url}/control/app`)).json()) as Record<string, string>;
  return {
    apiUrl: app["api_url"] ?? "",
    botToken: app["bot_token"] ?? "",
    appToken: app["app_token"] ?? "",
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
