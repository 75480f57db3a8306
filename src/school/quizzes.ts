/** What the school remembers of quizzes: schedules, the quizzes that were posted, and the answers that people gave. */
import type { Question } from "../knowledge/types.ts";
import type { CatchUp } from "../quiz/catch-up.ts";
import type { ItemAnswer } from "../quiz/item-statistics.ts";
import type { Asked } from "../quiz/pick.ts";
import type { Grade } from "../quiz/judgement.ts";
import type { Filled } from "../quiz/read-reply.ts";
import type { Reply } from "../quiz/reply.ts";
import type { Ruling } from "../quiz/ruling.ts";
import type { TeamAnswer } from "../quiz/team-week.ts";
import type { Timetable } from "../quiz/timetable.ts";
import type { LearntFrom } from "./disputed.ts";

export type Schedule = {
  id: string;
  team: string;
  channel: string;
  /** The channel's quiz owner: who may change it. */
  owner: string;
  timetable: Timetable;
  /** A track's id, "" for all tracks in turn. */
  track: string;
  /** How long a quiz stays open, in milliseconds. */
  openFor: number;
  nextRunAt: number;
  /** Why it rests; "" while it runs. */
  paused: string;
  /** What becomes of runs that were missed; absent: `latest`. */
  catchUp?: CatchUp | undefined;
  /** How many questions a run posts; absent: one. */
  questions?: number | undefined;
};

/** A run that posted nothing, and why. */
export type Skipped = { schedule: string; slot: number; reason: string };

export type Quiz = {
  /** `SCHEDULE:SLOT` for a scheduled one: the same slot can never make two. */
  id: string;
  team: string;
  /** "" for a question that stands in its person's App Home and nowhere else. */
  channel: string;
  /** "" when somebody asked for it. */
  schedule: string;
  /** Who may close it early. */
  owner: string;
  /** The only person who sees it; "" for the whole channel. */
  audience: string;
  /** The question as it was posted: later changes of the library change no grade. */
  question: Question;
  /** In which order its options, or steps, were shown. */
  order: number[];
  postedAt: number;
  closesAt: number;
  closed: boolean;
  /** What an author decided about it since; absent: it is graded as posted. */
  ruling?: Ruling | undefined;
};

/** `guessed`: a right answer that its person calls luck. */
export type QuizAnswer = {
  quiz: string;
  team: string;
  person: string;
  reply: Reply;
  correct: boolean;
  at: number;
  guessed?: boolean | undefined;
};

/**
 * What somebody did to answer: pressed the option at a place as shown, filled in the form, or owned up to not knowing. `spans` is what a model
 * has read in an answer of their own words.
 */
export type Act =
  | { kind: "shown"; place: number }
  | { kind: "filled"; filled: Filled; spans?: string[] }
  | { kind: "unsure" };

/** `key` names the act: the same one is answered once. `isInPlace`: whoever calls shows what came of it, so nothing is owed. */
export type Press = { key: string; quiz: string; team: string; person: string; act: Act; isInPlace?: boolean };

/** What came of it. An answer that was given before stands; `differs`: another one was tried now. */
export type Given =
  | { kind: "first"; quiz: Quiz; grade: Grade }
  | { kind: "again"; quiz: Quiz; grade: Grade; differs?: boolean }
  | { kind: "closed"; quiz: Quiz }
  | { kind: "unknown" };

export type QuizRecords = {
  addSchedule(schedule: Schedule): Promise<void>;
  /** Replaces all that a schedule says but its id; nothing happens when it is gone. */
  changeSchedule(schedule: Schedule): Promise<void>;
  findSchedule(id: string): Promise<Schedule | undefined>;
  schedulesIn(team: string, channel: string): Promise<Schedule[]>;
  /** All of a workspace. */
  schedules(team: string): Promise<Schedule[]>;
  /** Schedules whose next run has come, held for this transaction: no replica gets the same one. */
  dueSchedules(nowMs: number, limit: number): Promise<Schedule[]>;
  advance(id: string, nextRunAt: number): Promise<void>;
  pause(id: string, reason: string): Promise<void>;
  /** Puts another reason in the place of one; false where it rests for another, or not any more. */
  pauseAnew(id: string, from: string, to: string): Promise<boolean>;
  /** Those that rest for one of these reasons. */
  pausedFor(reasons: string[]): Promise<Schedule[]>;
  removeSchedule(id: string): Promise<void>;
  skipped(schedule: string, slots: { slot: number; reason: string }[]): Promise<void>;
  /** The runs of these schedules that were skipped last, the newest first. */
  skippedLately(schedules: string[], limit: number): Promise<Skipped[]>;

  /** Nothing happens when the id is known. */
  add(quiz: Quiz): Promise<void>;
  find(id: string): Promise<Quiz | undefined>;
  /** Notes that a quiz is shown in another channel now. */
  move(id: string, channel: string): Promise<void>;
  /** Open quizzes that only one person sees, the newest first. */
  openFor(team: string, person: string): Promise<Quiz[]>;
  /** Open quizzes whose time is over. */
  overdue(nowMs: number): Promise<Quiz[]>;
  /** False when it was closed already. */
  close(id: string): Promise<boolean>;
  /** What was posted in a channel, oldest first, and how it was answered. */
  history(team: string, channel: string): Promise<Asked[]>;
  /** What somebody was asked alone, or has answered anywhere, oldest first, and how it was answered. */
  historyOf(team: string, person: string): Promise<Asked[]>;

  /** The first answer of a person stands: false when there is one already. */
  addAnswer(answer: QuizAnswer): Promise<boolean>;
  answers(quiz: string): Promise<QuizAnswer[]>;

  /** The quiz, which nobody can rule on (`shared`), or answer either (`alone`), until the end of the transaction. */
  hold(id: string, how: "shared" | "alone"): Promise<Quiz | undefined>;
  rule(id: string, ruling: Ruling): Promise<void>;
  setCorrect(quiz: string, person: string, correct: boolean): Promise<void>;
  /** Notes that a right answer was a guess; false when it was noted already, or is not right. */
  setGuessed(quiz: string, person: string): Promise<boolean>;
  /** Notes both ratings as they stood before an answer. */
  noteRatings(quiz: string, person: string, before: { ability: number; difficulty: number }): Promise<void>;
  /** When a person has answered anything, since. */
  answeredAt(team: string, person: string, sinceMs: number): Promise<number[]>;
  /** All answers of a person, oldest first. */
  answersBy(team: string, person: string): Promise<LearntFrom[]>;
  /** All answers to a question, whenever it was posted, oldest first. */
  answersTo(team: string, question: string): Promise<LearntFrom[]>;
  /** What was answered in a channel since, by all, but for questions that were withdrawn. */
  answersIn(team: string, channel: string, sinceMs: number): Promise<TeamAnswer[]>;
  /** All answers to what was posted since and is not withdrawn, oldest first: for those who write questions. */
  answersSince(sinceMs: number): Promise<ItemAnswer[]>;
};
