/** A real PostgreSQL for chaos and for tests: made, started and removed by whoever asks, on a port that the kernel chose. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

export type Postgres = {
  url: string;
  /** As an operator does it: whoever is connected is thrown out, and the server is there again a moment later. */
  restart(): Promise<void>;
  stop(): void;
};

/** The folder of PostgreSQL's programs, or undefined where it is not installed. */
export function postgresPrograms(): string | undefined {
  const home = "/usr/lib/postgresql";
  if (!existsSync(home)) return undefined;
  const versions = readdirSync(home).filter((version) => existsSync(join(home, version, "bin/initdb")));
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(home, newest, "bin");
}

/** `initdb` refuses root, so root lends it the user postgres. */
function identity(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export async function startPostgres(programs: string): Promise<Postgres> {
  const who = identity();
  const folder = mkdtempSync("/tmp/shipmate-postgres-");
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
  const initdb = spawnSync(
    join(programs, "initdb"),
    ["--pgdata", join(folder, "data"), "--username", "shipmate", "--auth", "trust", "--no-sync"],
    { ...who, cwd: folder, encoding: "utf8" },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.stderr}`);
  const port = await freePort();

  async function start(): Promise<ChildProcess> {
    const server = spawn(
      join(programs, "postgres"),
      ["-D", join(folder, "data"), "-p", String(port), "-h", "127.0.0.1", "-k", folder],
      { ...who, cwd: folder, stdio: "ignore" },
    );
    const ready = () => spawnSync(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)]).status === 0;
    for (let tries = 0; !ready(); tries += 1) {
      if (tries > 100) throw new Error("PostgreSQL did not start within ten seconds");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return server;
  }

  let server = await start();
  return {
    url: `postgres://shipmate@127.0.0.1:${port}/postgres`,
    async restart() {
      const ended = once(server, "exit");
      server.kill("SIGINT");
      await ended;
      server = await start();
    },
    stop: () => {
      server.kill("SIGINT");
      server.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
