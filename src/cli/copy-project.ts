/** A copy of the project that can be broken on purpose while the original is worked on. */
import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./common.ts";

/** Copies sources, knowledge and what else is named, and borrows the installed packages. Answers its folder; whoever asked removes it. */
export function copyProject(more: string[]): string {
  const copy = mkdtempSync(join(tmpdir(), "shipmate-copy-"));
  for (const part of ["src", "knowledge", "package.json", "launch.js", ...more])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}
