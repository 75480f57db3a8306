/** What the school remembers of "I think this is wrong". */
import type { PastAnswer } from "../quiz/relearn.ts";
import type { Question } from "../knowledge/types.ts";

/** `upheld`: a grade was put right, or the question withdrawn; `dismissed`: the grade stays. "" while it is open, and `settledAt` 0. */
export type DisputeOutcome = "" | "upheld" | "dismissed";

export type Dispute = {
  quiz: string;
  team: string;
  person: string;
  reason: string;
  openedAt: number;
  outcome: DisputeOutcome;
  settledBy: string;
  settledAt: number;
};

/** What became of an answer, for whoever gave it: it counts as right, it counts for nothing, or its grade stays. */
export type Change = "right" | "void" | "kept";

export type DisputeRecords = {
  /** One a person and quiz: false when there is one already. */
  add(dispute: Pick<Dispute, "quiz" | "team" | "person" | "reason" | "openedAt">): Promise<boolean>;
  about(quiz: string): Promise<Dispute[]>;
  /** All open ones of a workspace, oldest first. */
  open(team: string): Promise<Dispute[]>;
  /** Settles the open ones about a quiz. */
  settle(quiz: string, verdict: Pick<Dispute, "outcome" | "settledBy" | "settledAt">): Promise<void>;
};

/** An answer with what it was about; `isVoid`: its question was withdrawn. */
export type LearntFrom = PastAnswer & { quiz: string; person: string; question: Question; isVoid: boolean };
