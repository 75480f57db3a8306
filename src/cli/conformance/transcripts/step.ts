/** What a transcript holds (transcripts/README.md): the fields that a replay reads. */

export type Rule = { what: string; regex: string; replace: string };

export type Step = {
  n: number;
  /** RFC 3339, UTC, whole seconds. */
  at: string;
  /** Absent for what was done to the cluster by other means; `action` then says what. */
  command?: string;
  action?: string;
  stdin?: string;
  stdout: string;
  stderr: string;
  exit: number;
  snapshot?: string;
  /** docker: services and tasks after a step that changed some, in short. */
  objects_after?: unknown;
};
