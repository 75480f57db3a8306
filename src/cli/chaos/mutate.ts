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

export async function mutateGuards(
  { store, only }: Pick<ChaosOptions, "store" | "only">,
  say: (line: string) => void,
): Promise<number> {
  const copy = copyProject(["prompts", "manifest.json"]);
  let missed = 0;
  const guards = GUARDS.filter(({ stores, name }) => stores.includes(store) && name.includes(only));
  if (guards.length === 0) throw new Error(`No guard on ${store} has "${only}" in its name.`);
  try {
    for (const guard of guards) {
      const widens = guard.widens ?? [];
      const narrow = change(copy, widens);
      if (widens.length > 0) {
        const { code, lastLine } = await runIn(copy, ["--store", store, ...guard.args]);
        if (code !== 0) missed++;
        say(`${code === 0 ? "well       " : "not well   "} with a longer moment and ${guard.name}: ${lastLine}`);
      }
      const restore = change(copy, guard.edits);
      const { code, lastLine } = await runIn(copy, ["--store", store, ...guard.args]);
      restore();
      narrow();
      // A run that only took too long has shown nothing.
      const isNoticed = code === 1 && new RegExp(String.raw`\b[1-9]\d* ${guard.shows}`).test(lastLine);
      if (!isNoticed) missed++;
      say(`${isNoticed ? "noticed    " : "not noticed"} without ${guard.name}: ${lastLine}`);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  say(`${guards.length - missed} noticed, ${missed} missed`);
  return missed === 0 ? 0 : 1;
}
