/** Switches each guard of the outbox off, in a copy of the project, and looks whether the harness notices. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyProject } from "../copy-project.ts";
import { GUARDS, type Guard } from "./guards.ts";
import type { ChaosOptions } from "./options.ts";

function runIn(copy: string, args: string[]): Promise<{ code: number; lastLine: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["launch.js", "src/cli/chaos.ts", ...args], { cwd: copy });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", fail);
    child.on("exit", (code) => done({ code: code ?? 1, lastLine: output.trim().split("\n").at(-1) ?? "" }));
  });
}

/** Replaces what the edits name; throws when the source has changed since they were written down. Answers the way back. */
function change(copy: string, edits: Guard["edits"]): () => void {
  const before = edits.map(
    ({ file }) => [join(copy, "src", file), readFileSync(join(copy, "src", file), "utf8")] as const,
  );
  for (const { file, from, to } of edits) {
    const path = join(copy, "src", file);
    const text = readFileSync(path, "utf8");
    if (text.split(from).length !== 2)
      throw new Error(`${file} does not hold "${from}" exactly once any more: mend guards.ts.`);
    writeFileSync(path, text.replace(from, to));
  }
  return () => before.forEach(([path, text]) => writeFileSync(path, text));
}

/** Whether all is well with a longer moment alone; nothing to show where a guard needs none. */
async function isWell(copy: string, store: string, { widens, name, args }: Guard, say: Say): Promise<boolean> {
  if (!widens) return true;
  const { code, lastLine } = await runIn(copy, ["--store", store, ...args]);
  say(`${code === 0 ? "well       " : "not well   "} with a longer moment and ${name}: ${lastLine}`);
  return code === 0;
}

/** Whether a run without the guard shows what it has to show: one that only took too long has shown nothing. */
async function isNoticed(copy: string, store: string, { edits, name, args, shows }: Guard, say: Say): Promise<boolean> {
  const restore = change(copy, edits);
  const { code, lastLine } = await runIn(copy, ["--store", store, ...args]);
  restore();
  const noticed = code === 1 && new RegExp(String.raw`\b[1-9]\d* ${shows}`).test(lastLine);
  say(`${noticed ? "noticed    " : "not noticed"} without ${name}: ${lastLine}`);
  return noticed;
}

type Say = (line: string) => void;

export async function mutateGuards({ store, only }: Pick<ChaosOptions, "store" | "only">, say: Say): Promise<number> {
  const guards = GUARDS.filter(({ stores, name }) => stores.includes(store) && name.includes(only));
  if (guards.length === 0) throw new Error(`No guard on ${store} has "${only}" in its name.`);
  const copy = copyProject(["prompts", "manifest.json"]);
  let noticed = 0;
  try {
    for (const guard of guards) {
      const narrow = change(copy, guard.widens ?? []);
      if ((await isWell(copy, store, guard, say)) && (await isNoticed(copy, store, guard, say))) noticed++;
      narrow();
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  say(`${noticed} noticed, ${guards.length - noticed} missed`);
  return noticed === guards.length ? 0 : 1;
}
