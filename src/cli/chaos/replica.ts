/** One bot of a chaos run, as a process that is killed, stopped, and started again by whoever watches over it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "../common.ts";

export type Replica = {
  /** Resolves once the bot is connected, after whatever start is under way. */
  ready(): Promise<void>;
  kill(): Promise<void>;
  /** The process stands still, with all that it holds, for so long. */
  freeze(ms: number): Promise<void>;
  stop(): Promise<void>;
};

const READY = /nothing leaves this machine/;
const PAUSE_MS = 300;
/** A bot that fails so often in a row never will start: the run is of no use. */
const MOST_FAILURES = 20;
/** A bot that is not there by then is killed and started again, as whoever supervises it would do; it is told of. */
const START_MS = 30_000;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Resolves once the bot is connected. One that ends by itself is started again, as its supervisor would. */
export async function startReplica(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Replica> {
  let child: ChildProcess;
  let isWanted = true;
  let starting: Promise<void>;

  async function start(): Promise<void> {
    for (let failures = 1; isWanted; failures++) {
      child = spawn(process.execPath, [join(root, "launch.js"), "src/cli/start.ts"], {
        cwd: root,
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const { isReady, complaint } = await begin(child);
      if (isReady) return void child.once("exit", again);
      say(`a start failed: ${complaint.trim().split("\n").at(-1) ?? ""}`);
      if (failures === MOST_FAILURES) throw new Error(`A bot does not start: ${complaint.trim()}`);
      await pause(PAUSE_MS);
    }
  }

  function again(): void {
    if (isWanted) starting = start();
  }

  starting = start();
  await starting;
  return {
    ready: () => starting,
    async kill() {
      await starting;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async freeze(ms) {
      await starting;
      const frozen = child;
      frozen.kill("SIGSTOP");
      await pause(ms);
      frozen.kill("SIGCONT");
    },
    async stop() {
      isWanted = false;
      await starting;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Reads until the bot says that it is there, or ends; what it complained of is kept, and what it says later thrown away. */
async function begin(child: ChildProcess): Promise<{ isReady: boolean; complaint: string }> {
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
  const isReady = await new Promise<boolean>((done) => {
    child.once("exit", () => done(false));
    child.stdout?.on("data", (chunk: Buffer) => READY.test(chunk.toString()) && done(true));
    setTimeout(() => done(false), START_MS).unref();
  });
  if (!isReady && child.exitCode === null && child.signalCode === null) {
    complaint += `\nit was not there after ${START_MS / 1000} s`;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
  return { isReady, complaint };
}
