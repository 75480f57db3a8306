/** A local Slack and a bot as processes of their own, for measuring: started, watched and ended here. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";

const root = resolve(import.meta.dirname, "../../..");

export type Running = { child: ChildProcess; said: string; folder: string; end(): Promise<void> };

/** Starts a file of ours on this Node, with Node's own `flags`, and resolves with the first line of its output that matches. */
export async function startProcess(
  file: string,
  args: string[],
  wanted: RegExp,
  { env = {}, flags = [] }: { env?: Record<string, string>; flags?: string[] } = {},
): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "shipmate-bench-"));
  const child = spawn(process.execPath, [...flags, join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, SHIPMATE_DATA: folder, LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const said of createInterface(child.stdout)) {
    if (!wanted.test(said)) continue;
    const end = async () => {
      if (child.exitCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    };
    return { child, said, folder, end };
  }
  throw new Error(`${file} ended before it said ${String(wanted)}`);
}

/** Resident memory of a process in MB, where /proc has it. */
export function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Says something in #study-orchestration as Ada; resolves with its ts. */
export async function say(url: string, text: string): Promise<string> {
  const response = await fetch(`${url}/control/say`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: "U0ADA0001", channel: "C0STUDY01", text }),
  });
  return ((await response.json()) as { ts: string }).ts;
}

type Change = { kind: string; message?: { thread_ts?: string; ts: string; user: string } };

/** Watches a workspace as its page does, and resolves when the bot has replied in a thread. */
export async function watchReplies(url: string): Promise<(threadTs: string) => Promise<number>> {
  const arrived = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const response = await fetch(`${url}/control/events?user=U0ADA0001`);
  if (!response.body) throw new Error("the local Slack sends no events");
  const lines = createInterface(Readable.fromWeb(response.body as WebStream));
  void (async () => {
    for await (const line of lines) {
      if (!line.startsWith("data:")) continue;
      const { kind, message } = JSON.parse(line.slice(5)) as Change;
      if (
        kind !== "message" ||
        message?.user !== "U0SHIPMATE" ||
        !message.thread_ts ||
        message.thread_ts === message.ts
      )
        continue;
      arrived.set(message.thread_ts, performance.now());
      waiting.get(message.thread_ts)?.(performance.now());
    }
  })().catch(() => {
    // The workspace was ended: so is the watching.
  });
  return (threadTs) => {
    const at = arrived.get(threadTs);
    return at === undefined ? new Promise((done) => waiting.set(threadTs, done)) : Promise.resolve(at);
  };
}
