// Starts a TypeScript file of this project on the Node that it needs, whatever `node` the machine has.
// Plain JavaScript with no dependency, because it must run on the old Node in order to leave it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
// With no file it starts the app: so does Slack's own command line, which runs package.json's "main".
const [target = "src/cli/start.ts", ...rest] = process.argv.slice(2);

/** The Node that `npm ci` installed beside us: the npm package `node`, or the platform package it draws in. */
function bundledNode() {
  const platform = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const program = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const candidates = [
    join(here, "node_modules", "node", program),
    join(here, "node_modules", "node", "node_modules", platform, program),
    join(here, "node_modules", platform, program),
  ];
  return candidates.find((file) => existsSync(file));
}

/**
 * What runs for days takes half the memory when its young generation stays small, its threads share one malloc arena and what is larger than 32 kB
 * goes back to the system as soon as it is free (`npm run bench`, row "bot after 100 questions"). All this can only be told to a process before it
 * begins. The bot clears up once it has started (src/cli/settle.ts).
 */
const THRIFTY = {
  "src/cli/start.ts": ["--max-semi-space-size=2", "--expose-gc"],
  "src/local-slack/main.ts": ["--max-semi-space-size=1"],
};
const isToldSo = `${process.execArgv} ${process.env.NODE_OPTIONS}`.includes("semi-space-size");
const thrift = (isToldSo ? undefined : THRIFTY[target]) ?? [];
const thriftyEnv = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "32768", ...process.env };

/** Begins anew in the same process, with those flags. Windows cannot: there it goes on as it is. */
function beginThrifty() {
  if (thrift.length === 0 || process.platform === "win32" || !process.execve) return;
  const command = [process.execPath, ...process.execArgv, ...thrift, ...process.argv.slice(1)];
  process.execve(process.execPath, command, thriftyEnv);
}

/** One sentence when the machine cannot run us, else nothing. */
function complaint() {
  try {
    module.createRequire(import.meta.url).resolve("zod");
  } catch {
    return "Shipmate's packages are not installed here: run `npm ci` first.";
  }
  return undefined;
}

const problem = complaint();
if (problem) {
  console.error(problem);
  process.exit(1);
}

if (Number(process.versions.node.split(".")[0]) >= NEEDED) {
  beginThrifty();
  process.argv.splice(1, 2, join(here, target));
  // Compiled code is kept between runs, for this process and those that it starts: it halves the start and saves memory.
  const { directory } = module.enableCompileCache();
  if (directory) process.env.NODE_COMPILE_CACHE = directory;
  await import(pathToFileURL(join(here, target)).href);
} else {
  const node = bundledNode();
  if (!node) {
    console.error(
      `Shipmate needs Node ${NEEDED} and this is ${process.version}: run \`npm rebuild node --foreground-scripts\` to fetch it into node_modules, or install Node ${NEEDED} yourself.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [...thrift, join(here, "launch.js"), target, ...rest], {
    stdio: "inherit",
    env: thrift.length > 0 ? thriftyEnv : process.env,
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}
