/** `--dry-run`: whether a command changes anything. kubectl, pkg/cmd/util/helpers.go (GetDryRunStrategy). */
import type { KubectlContext } from "../context.ts";
import { textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import { klogWarning } from "./klog.ts";
import type { Report } from "./report.ts";

/** "client": nothing is sent; "server": the server does everything but write. */
export type DryRun = "none" | "client" | "server";

const STRATEGIES: Record<string, DryRun> = { none: "none", client: "client", server: "server" };
const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** What an operation's name gets behind it. */
export const DRY_RUN_SUFFIX: Record<DryRun, string> = { none: "", client: " (dry run)", server: " (server dry run)" };

/** Nothing when the value is none, which is said. */
export function readDryRun(context: KubectlContext, read: FlagsRead, report: Report): DryRun | undefined {
  const text = textOf(read, "dry-run");
  const warn = (message: string) => report.warn(klogWarning(context, "helpers.go:719", message));
  if (text === "unchanged") {
    warn("--dry-run is deprecated and can be replaced with --dry-run=client.");
    return "client";
  }
  if (TRUE.has(text) || FALSE.has(text)) {
    const meant = TRUE.has(text) ? "client" : "none";
    warn(`--dry-run=${text} is deprecated (boolean value) and can be replaced with --dry-run=${meant}.`);
    return meant;
  }
  const strategy = Object.hasOwn(STRATEGIES, text) ? STRATEGIES[text] : undefined;
  if (strategy === undefined)
    report.fail({ message: `Invalid dry-run value (${text}). Must be "none", "server", or "client".` });
  return strategy;
}
