/** How every changing verb begins: its flags, --dry-run and -o, each with its complaint. */
import type { Outcome } from "../../shell/outcome.ts";
import type { KubectlContext } from "../context.ts";
import { type Flags, type FlagsRead, readFlags } from "../flags.ts";
import { DRY_RUN, PRINT } from "./common-flags.ts";
import { type DryRun, readDryRun } from "./dry-run.ts";
import { createPrint, type Print } from "./print.ts";
import { createReport, type Report } from "./report.ts";

/** Everything that a verb needs to go on. */
export type Begun = {
  ok: true;
  /** As its usage line names it: "kubectl scale". */
  command: string;
  context: KubectlContext;
  read: FlagsRead;
  report: Report;
  dryRun: DryRun;
  print: Print;
};

export type Beginning = Begun | { ok: false; outcome: Outcome };

/** With --dry-run and -o. `flags` are the verb's own. */
export const begin = (context: KubectlContext, command: string, args: readonly string[], flags: Flags): Beginning =>
  start(context, command, args, { ...DRY_RUN, ...PRINT, ...flags });

/** With -o, but nothing to try out. */
export const beginPrinting = (context: KubectlContext, command: string, args: readonly string[], flags: Flags) =>
  start(context, command, args, { ...PRINT, ...flags });

/** With neither. */
export const beginPlainly = (context: KubectlContext, command: string, args: readonly string[], flags: Flags) =>
  start(context, command, args, flags);

function start(context: KubectlContext, command: string, args: readonly string[], flags: Flags): Beginning {
  const read = readFlags(command, args, flags);
  if (!read.ok) return read;
  const report = createReport(read.warnings);
  const dryRun = "dry-run" in flags ? readDryRun(context, read, report) : "none";
  const print = dryRun && createPrint(context, read, dryRun, report);
  return dryRun && print
    ? { ok: true, command, context, read, report, dryRun, print }
    : { ok: false, outcome: report.outcome() };
}
