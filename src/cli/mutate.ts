// npm run mutate: changes the simulator in one place after another and looks whether conformance, or a golden trace, fails each time.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./common.ts";
import { copyProject } from "./copy-project.ts";
import { MUTATIONS, type Mutation } from "./mutation/mutations.ts";

const shared = resolve(root, "../shared");

/** Exit code of the check that must notice. */
function check(copy: string, { noticedBy }: Mutation): Promise<number> {
  const args = noticedBy === "golden" ? ["src/cli/golden.ts"] : ["src/cli/conformance.ts", join(shared, noticedBy)];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["launch.js", ...args], { cwd: copy, stdio: "ignore" });
    child.on("error", fail);
    child.on("exit", (code) => done(code ?? 1));
  });
}

async function tryOut(copy: string, mutation: Mutation): Promise<"noticed" | "not noticed" | "stale"> {
  const path = join(copy, "src/simulator", mutation.file);
  const before = readFileSync(path, "utf8");
  if (before.split(mutation.from).length !== 2) return "stale";
  writeFileSync(path, before.replace(mutation.from, mutation.to));
  const code = await check(copy, mutation);
  writeFileSync(path, before);
  return code === 0 ? "not noticed" : "noticed";
}

async function main(): Promise<number> {
  if (!existsSync(shared)) {
    console.log("There are no vectors beside the repository, so there is nothing that could notice a change.");
    return 2;
  }
  const copy = copyProject(["test/golden"]);
  let missed = 0;
  try {
    for (const mutation of MUTATIONS) {
      const outcome = await tryOut(copy, mutation);
      if (outcome !== "noticed") missed++;
      console.log(`${outcome.padEnd(12)} ${mutation.file}: ${mutation.from} -> ${mutation.to} (${mutation.noticedBy})`);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  console.log(`${MUTATIONS.length - missed} noticed, ${missed} missed`);
  return missed === 0 ? 0 : 1;
}

process.exitCode = await main();
