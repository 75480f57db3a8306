// How well one person remembers one concept: FSRS-6 by ts-fsrs with its published weights (the forgetting curve and the two updates of
// stability and difficulty). Weights that are fitted to few reviews predict worse than these, so nothing is fitted.
import { FSRSAlgorithm, Rating } from "ts-fsrs";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A concept comes back when the chance that it is still known has fallen to this. */
const RETENTION = 0.9;
/** Nothing comes back on the day it was answered: a second answer after minutes tells of the feedback, not of memory. */
const SOONEST_DAYS = 1;
const LATEST_DAYS = 36_500;

// Without its learning steps of minutes, which are made for people who sit at a pile of cards.
const algorithm = new FSRSAlgorithm({ request_retention: RETENTION, enable_fuzz: false, enable_short_term: false });

/**
 * `stability` is how many days it takes until the chance of recall is 0.9, `difficulty` how little a success adds to it, from 1 to 10.
 * Instants are integer milliseconds.
 */
export type Memory = { stability: number; difficulty: number; reviewedAt: number; dueAt: number };

/** What an answer tells of memory: a right one may have been a guess, and whoever owns up to not knowing has forgotten. */
export type Recall = "forgotten" | "guessed" | "known";

const RATINGS = { forgotten: Rating.Again, guessed: Rating.Hard, known: Rating.Good } as const;

/** The memory after an answer; undefined before the first. A clock that went back counts as no time. */
export function review(memory: Memory | undefined, recall: Recall, nowMs: number): Memory {
  const days = memory ? daysSince(memory, nowMs) : 0;
  const { stability, difficulty } = algorithm.next_state(memory ?? null, days, RATINGS[recall]);
  const wait = Math.min(LATEST_DAYS, Math.max(SOONEST_DAYS, stability * algorithm.interval_modifier));
  return { stability, difficulty, reviewedAt: nowMs, dueAt: nowMs + Math.round(wait * DAY_MS) };
}

/** The chance, from 0 to 1, that it is still known. */
export function retrievability(memory: Memory, nowMs: number): number {
  return algorithm.forgetting_curve(daysSince(memory, nowMs), memory.stability);
}

function daysSince({ reviewedAt }: Memory, nowMs: number): number {
  return Math.max(0, nowMs - reviewedAt) / DAY_MS;
}
