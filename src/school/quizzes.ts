/** What the school remembers of quizzes: schedules, the quizzes that were posted, and the answers that people gave. */
import type { Question } from "../knowledge/types.ts";
import type { Asked } from "../quiz/pick.ts";
import type { Grade } from "../quiz/judgement.ts";
import type { Filled } from "../quiz/read-reply.ts";
import type { Reply } from "../quiz/reply.ts";
import type { Timetable } from "../quiz/timetable.ts";

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
};

export type Quiz = {
  /** `SCHEDULE:SLOT` for a scheduled one: the same slot can never make two. */
  id: string;
  team: string;
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
};

export type QuizAnswer = { quiz: string; team: string; person: string; reply: Reply; correct: boolean; at: number };

/** What somebody did to answer: pressed the option at a place as shown, filled in the form, or owned up to not knowing. */
export type Act = { kind: "shown"; place: number } | { kind: "filled"; filled: Filled } | { kind: "unsure" };

/** `key` names the act: the same one is answered once. */
export type Press = { key: string; quiz: string; team: string; person: string; act: Act };

/** What came of it. */
export type Given =
  | { kind: "first"; quiz: Quiz; grade: Grade }
  | { kind: "again"; quiz: Quiz; grade: Grade }
  | { kind: "closed"; quiz: Quiz }
  | { kind: "unknown" };

export type QuizRecords = {
  addSchedule(schedule: Schedule): Promise<void>;
  findSchedule(id: string): Promise<Schedule | undefined>;
  schedulesIn(team: string, channel: string): Promise<Schedule[]>;
  /** Schedules whose next run has come, held for this transaction: no replica gets the same one. */
  dueSchedules(nowMs: number): Promise<Schedule[]>;
  advance(id: string, nextRunAt: number): Promise<void>;
  pause(id: string, reason: string): Promise<void>;
  removeSchedule(id: string): Promise<void>;
  skipped(schedule: string, slots: { slot: number; reason: string }[]): Promise<void>;

  /** Nothing happens when the id is known. */
  add(quiz: Quiz): Promise<void>;
  find(id: string): Promise<Quiz | undefined>;
  /** Open quizzes that only one person sees, the newest first. */
  openFor(team: string, person: string): Promise<Quiz[]>;
  /** Open quizzes whose time is over. */
  overdue(nowMs: number): Promise<Quiz[]>;
  /** False when it was closed already. */
  close(id: string): Promise<boolean>;
  /** What was posted in a channel, oldest first, and how it was answered. */
  history(team: string, channel: string): Promise<Asked[]>;

  /** The first answer of a person stands: false when there is one already. */
  addAnswer(answer: QuizAnswer): Promise<boolean>;
  answers(quiz: string): Promise<QuizAnswer[]>;
};
