// One process a data folder. The lock is a listening local socket: the system lets go of it however the process ends.
import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnusableData } from "./record-file.ts";

/** Takes the folder for this process, or says that another has it. Returns how to let go. */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const path = socketPath(folder);
  const inUse = new UnusableData(
    `Another local Slack is already using ${folder}: stop it, or choose another folder with --data.`,
  );
  const server = createServer((socket) => socket.end()).unref();
  const bind = () =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
  try {
    await bind();
  } catch {
    // Where the socket is a file, it may be left over from a process that was killed.
    if (process.platform === "linux" || (await answers(path))) throw inUse;
    rmSync(path, { force: true });
    await bind();
  }
  return () => void server.close();
}

function socketPath(folder: string): string {
  const name = `shipmate-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return `\0${name}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
