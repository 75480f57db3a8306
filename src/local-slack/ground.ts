// What is there before anything is connected: the state, how to record it, the clock, the journal, and who watches.
import type { ControlClock } from "./clock.ts";
import type { Journal } from "./journal.ts";
import type { Manifest } from "./manifest.ts";
import type { Pages } from "./pages.ts";
import type { Identity, StateRecord } from "./records.ts";
import type { Workspace } from "./workspace.ts";

/** What every part of the local Slack stands on. */
export type Ground = {
  manifest: Manifest;
  identity: Identity;
  workspace: Workspace;
  clock: ControlClock;
  journal: Journal;
  pages: Pages;
  /** Writes the record through, then takes it into the workspace. */
  save(record: StateRecord): void;
  /** How long Slack waits for an ack, and how long a trigger lives: 3 s, shorter in tests. */
  patienceMs: number;
  /** True from the moment that the server is told to close. */
  isClosing(): boolean;
  /** The address of this server, known once it listens. */
  url(): string;
};

/** Writes down that something asked for is not right or not built, where tests and people look first. */
export function noteProblem(ground: Ground, method: string, problem: string): void {
  ground.journal.write({ kind: "problem", at_ms: ground.clock.nowMs(), method, problem });
}

/** Whether the app is not, or no longer, in the workspace. */
export function isUninstalled({ workspace }: Ground): boolean {
  return workspace.identity?.is_uninstalled === true;
}
