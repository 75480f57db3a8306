// A real PostgreSQL for tests: made, started and removed by the test itself, on a port that the kernel chose.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

export type Postgres = { url: string; stop(): void };

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
  const run = (program: string, args: string[]) => {
    const result = spawnSync(join(programs, program), args, { ...who, cwd: folder, encoding: "utf8" });
    if (result.status !== 0) throw new Error(`${program}: ${result.stderr}`);
  };
  run("initdb", ["--pgdata", join(folder, "data"), "--username", "shipmate", "--auth", "trust", "--no-sync"]);
  const port = await freePort();
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
  return {
    url: `postgres://shipmate@127.0.0.1:${port}/postgres`,
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
