/** A copy of the embedded store as it stood at one instant, made while a bot goes on writing into it. */
import { chmodSync, existsSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/**
 * Copies the database to a file that must not be there yet: under another name until it is whole and has been checked. Throws a sentence
 * that says what is wrong; nothing is left behind then.
 */
export function backUp(file: string, target: string): void {
  if (existsSync(target)) throw new Error(`${target} is there already: name a file that is not.`);
  const unfinished = `${target}.unfinished`;
  const source = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    // One statement sees one instant and lets writers be; SQLite's backup in steps begins anew whenever another process writes.
    source.prepare("vacuum into ?").run(unfinished);
    const found = check(unfinished);
    if (found !== "ok") throw new Error(`The copy of ${file} is damaged (${found}): look at the disk.`);
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, target);
  } finally {
    source.close();
    for (const rest of ["", "-wal", "-shm"]) rmSync(`${unfinished}${rest}`, { force: true });
  }
}

/** SQLite's own word on a file: "ok", or the first thing that is wrong. Leaves it without a journal of its own, as one file. */
function check(file: string): string {
  const copy = new DatabaseSync(file);
  try {
    copy.exec("pragma journal_mode = delete");
    return String(copy.prepare("pragma integrity_check(1)").get()?.["integrity_check"]);
  } finally {
    copy.close();
  }
}
