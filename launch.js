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
  const child = spawn(node, [join(here, "launch.js"), target, ...rest], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}
