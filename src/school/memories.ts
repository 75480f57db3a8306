/** What the school remembers of its learners: a card a concept, how able they are, how hard the questions are, and who wants reminders. */
import type { Rating } from "../quiz/difficulty.ts";
import type { Memory } from "../quiz/memory.ts";

/** `concept` is a section's id (`lesson#anchor`), or the id of a rule that questions are computed by. */
export type Card = { team: string; person: string; concept: string; memory: Memory };

/** `channel` is the direct message with the person; `nextAt` is when the next one is due: at that hour in the zone (absent: nine). */
export type Reminder = { team: string; person: string; channel: string; zone: string; nextAt: number; hour?: number };

/** In a transaction, a rating that was read is held until its end: two answers at once both count. */
export type MemoryRecords = {
  /** `fresh` is the rating of somebody who has answered nothing. */
  learner(team: string, person: string, fresh: Rating): Promise<Rating>;
  saveLearner(team: string, person: string, rating: Rating): Promise<void>;
  /** `fresh` is the rating of a question that nobody has answered. */
  item(team: string, question: string, fresh: Rating): Promise<Rating>;
  saveItem(team: string, question: string, rating: Rating): Promise<void>;

  card(team: string, person: string, concept: string): Promise<Memory | undefined>;
  saveCard(card: Card): Promise<void>;
  removeCard(team: string, person: string, concept: string): Promise<void>;
  /** All of a person's cards, the first due first. */
  cards(team: string, person: string): Promise<Card[]>;

  reminder(team: string, person: string): Promise<Reminder | undefined>;
  /** Held for this transaction: no replica gets the same one. */
  dueReminders(nowMs: number): Promise<Reminder[]>;
  setReminder(reminder: Reminder): Promise<void>;
  /** Changes one that is there; nothing happens when it was removed meanwhile. */
  changeReminder(reminder: Reminder): Promise<void>;
  removeReminder(team: string, person: string): Promise<void>;
};
