/** What the school remembers of the answers that it gave. */
import type { Answer } from "../ask/answer.ts";

export type AnswerRecord = {
  id: string;
  team: string;
  channel: string;
  threadTs: string;
  person: string;
  question: string;
  answer: Answer;
  askedAt: number;
};

export type AnswerRecords = {
  /** False when the id is known: the first answer stands. */
  add(record: AnswerRecord): Promise<boolean>;
  find(id: string): Promise<AnswerRecord | undefined>;
  /** What one person asked in a thread, oldest first, at most `limit` of the newest. */
  questionsIn(
    thread: { team: string; channel: string; threadTs: string; person: string },
    limit: number,
  ): Promise<string[]>;
  /** Keeps the newest thumb of an answer; false when there is no such answer. */
  setThumb(id: string, thumb: "up" | "down"): Promise<boolean>;
  /** Questions that the lessons do not cover, cover only nearly, or whose answer did not help; oldest first. Of one workspace at most `newest`. */
  gaps(of?: { team: string; newest: number }): Promise<Gap[]>;
};

/** A question that authors should look at, and what became of it. */
export type Gap = { question: string; found: "not covered" | "nearly covered" | "not helpful"; askedAt: number };
