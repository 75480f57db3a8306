/** What a command says while it goes over its objects. What failed is told at the end, as kubectl's visitors do. */
import { line, type Outcome } from "../../shell/outcome.ts";
import { tellFailures, type Failure } from "./failure.ts";

export type Report = {
  /** A line of standard output. */
  say(text: string): void;
  /** A text of standard output, as it is. */
  write(text: string): void;
  /** A line of standard error. */
  warn(text: string): void;
  fail(failure: Failure): void;
  hasFailed(): boolean;
  /** Both streams so far in the order in which they were written; what failed is not told yet. */
  terminal(): string;
  outcome(): Outcome;
};

/** `warnings`: what the flags had to say already, in whole lines. */
export function createReport(warnings = ""): Report {
  let stdout = "";
  let stderr = warnings;
  let terminal = warnings;
  const failures: Failure[] = [];
  return {
    say(text) {
      stdout += line(text);
      terminal += line(text);
    },
    write(text) {
      stdout += text;
      terminal += text;
    },
    warn(text) {
      stderr += line(text);
      terminal += line(text);
    },
    terminal: () => terminal,
    fail: (failure) => void failures.push(failure),
    hasFailed: () => failures.length > 0,
    outcome() {
      const outside = failures.find((failure) => failure.outside !== undefined)?.outside;
      return {
        stdout,
        stderr: stderr + line(tellFailures(failures)),
        exit: failures.length > 0 ? 1 : 0,
        ...(outside === undefined ? {} : { outside }),
      };
    },
  };
}
