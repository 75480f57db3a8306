/** The quiz room: posts what is due, takes each person's one answer, closes with results. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { dueSlots } from "../quiz/catch-up.ts";
import { type Filled, type Misfilled, readReply } from "../quiz/read-reply.ts";
import { type ReadFacts, createFactReader } from "./fact-reader.ts";
import { isAway } from "./away.ts";
import { type Guess, markGuessed } from "./guessed.ts";
import { DAY, isReview, openQuiz } from "./open-quiz.ts";
import { isOffIn } from "./channels.ts";
import type { Limits } from "./limits.ts";
import { createQuestionBank } from "./question-bank.ts";
import type { Given, Press, Quiz, Schedule } from "./quizzes.ts";
import { oweResult } from "./result.ts";
import type { Records, Store } from "./store.ts";
import { createScheduleRoom } from "./schedules.ts";
import { refusal, take } from "./take-answer.ts";

/** The number of people who have answered is shown at most this often. */
const COUNT_EVERY = 3_000;

/** Schedules that are run in one transaction. */
const AT_ONCE = 20;

export function createQuizRoom(parts: {
  store: Store;
  library: Library;
  clock: Clock;
  wake: () => void;
  /** How many reviews are due for somebody. */
  dueReviews: (records: Records, team: string, person: string) => Promise<number>;
  /** Lets a model read answers in people's own words, within these limits; absent: they are read by their words. */
  reading?: { readFacts: ReadFacts; limits: Limits } | undefined;
}) {
  const { store, library, clock, wake, dueReviews } = parts;
  const bank = createQuestionBank(library);
  const readOwnWords = createFactReader(parts);
  let ticking: Promise<void> = Promise.resolve();

  /** One due schedule: chooses the question, writes the delivery and advances the schedule, all in the caller's transaction. */
  async function run(records: Records, schedule: Schedule): Promise<void> {
    const due = dueSlots(schedule.timetable, schedule.nextRunAt, clock.now(), schedule.catchUp);
    await records.quizzes.skipped(schedule.id, due.skipped);
    await records.quizzes.advance(schedule.id, due.nextRunAt);
    const { id, team, channel } = schedule;
    if (due.posts.length > 0 && (await isOffIn(records, team, channel, "quiz"))) {
      const reason = "quizzes are switched off in this channel";
      return records.quizzes.skipped(
        id,
        due.posts.map((slot) => ({ slot, reason })),
      );
    }
    for (const slot of due.posts) await postSlot(records, schedule, slot);
  }

  /** The questions of one run; the id of each is the schedule's, the slot's, and from the second on its number. */
  async function postSlot(records: Records, schedule: Schedule, slot: number): Promise<void> {
    const { id, team, channel, owner, openFor, track, questions = 1 } = schedule;
    const items = bank.about(track) ?? bank.about("") ?? [];
    for (let number = 1; number <= questions; number++) {
      const name = `${id}:${slot}${number > 1 ? `:${number}` : ""}`;
      const place = { id: name, team, channel, schedule: id, owner, audience: "", openFor };
      await openQuiz(records, { bank, now: clock.now() }, place, items);
    }
  }

  /** Reveals a quiz: the post is replaced by its result, and a count that was still to be shown is dropped. */
  async function close(quiz: Quiz): Promise<boolean> {
    return store.transaction(async (records) => {
      const post = await records.outbox.find(`quiz:${quiz.id}`);
      // What is not posted yet cannot be revealed; it is closed by a later tick.
      if (!quiz.audience && post?.status !== "sent" && post?.status !== "dead") return false;
      if (!(await records.quizzes.close(quiz.id))) return false;
      await oweResult(records, quiz, clock.now());
      return true;
    });
  }

  async function tick(): Promise<void> {
    // A few at a time: a bot that is killed or frozen in the middle loses, or locks, no more than those.
    let taken: number;
    do
      taken = await store.transaction(async (records) => {
        const due = await records.quizzes.dueSchedules(clock.now(), AT_ONCE);
        for (const schedule of due) await run(records, schedule);
        return due.length;
      });
    while (taken > 0);
    for (const quiz of await store.quizzes.overdue(clock.now())) await close(quiz);
    wake();
  }

  /** Shows how many have answered, a few seconds from now: presses in between share one edit. */
  async function showCount(records: Records, quiz: Quiz): Promise<void> {
    const post = await records.outbox.find(`quiz:${quiz.id}`);
    if (quiz.audience || !post || post.status === "dead") return;
    const answered = (await records.quizzes.answers(quiz.id)).length;
    const bucket = Math.ceil((Date.now() + 1) / COUNT_EVERY);
    await records.outbox.oweLatest(
      {
        id: `count:${quiz.id}:${bucket}`,
        team: quiz.team,
        // Somebody quick may have answered before the reply to the post was here.
        destination: { kind: "edit", channel: quiz.channel, ts: post.ts, of: post.id },
        content: { kind: "quiz", quiz, answered },
      },
      bucket * COUNT_EVERY,
    );
  }

  /** Owes one person the word on what became of their answer. */
  async function tell(records: Records, press: Omit<Press, "act">, given: Given): Promise<void> {
    if (given.kind === "unknown" || press.isInPlace) return;
    const { key, team, person } = press;
    const due = isReview(given.quiz) ? await dueReviews(records, team, person) : 0;
    await records.outbox.owe({
      id: `feedback:${key}`,
      team,
      destination: { kind: "private", channel: given.quiz.channel, user: person },
      content: { kind: "quiz-feedback", given, due },
    });
  }

  return {
    topics: () => library.tracks.map(({ id, title }) => ({ id, title })),

    /** Does whatever is due now. Called every minute and whenever the clock was moved; calls never overlap. */
    tick(): Promise<void> {
      ticking = ticking.catch(() => {}).then(tick);
      return ticking;
    },

    /** Posts a quiz at once. False when no question is about `topic` (a track, a lesson, or a question's id). */
    async now(quiz: {
      key: string;
      team: string;
      channel: string;
      owner: string;
      topic: string;
      audience?: string;
      /** The channel is the direct message with the audience. */
      isDirect?: boolean;
    }): Promise<boolean> {
      const items = bank.about(quiz.topic);
      if (!items) return false;
      const { key, team, channel, owner, audience = "", isDirect = false } = quiz;
      const place = { id: `now:${key}`, team, channel, owner, audience, isDirect, schedule: "", openFor: DAY };
      const opened = await store.transaction((records) => openQuiz(records, { bank, now: clock.now() }, place, items));
      wake();
      return opened !== undefined;
    },

    /** Takes a person's answer. */
    async answer(press: Press): Promise<Given> {
      // In time is who answered in time, however long a model takes to read it.
      const now = clock.now();
      const act = await readOwnWords(press);
      // The answer, its feedback and the count stand or fall together: after a kill the press is worked on again as if it were new.
      const given = await store.transaction(async (records) => {
        const taken = await take(records, { ...press, act }, now);
        if (taken.kind === "first") await showCount(records, taken.quiz);
        await tell(records, press, taken);
        return taken;
      });
      wake();
      return given;
    },

    /** Notes that a right answer was a guess, and says so. */
    async guessed(guess: Guess): Promise<void> {
      await markGuessed(store, guess);
      wake();
    },

    /** The quiz that somebody wants to answer in a form; where they have answered, or it is closed, they are told so. */
    async begin(press: Omit<Press, "act">): Promise<{ kind: "open"; quiz: Quiz } | Exclude<Given, { kind: "first" }>> {
      const quiz = await store.quizzes.find(press.quiz);
      if (!quiz || quiz.team !== press.team) return { kind: "unknown" };
      const refused = await refusal(store, quiz, press.person, clock.now());
      if (!refused) return { kind: "open", quiz };
      await tell(store, press, refused);
      wake();
      return refused;
    },

    /** What is wrong with a form as it is filled in; nothing when it can be graded, or when there is no such quiz. */
    async problemsOf(quiz: string, filled: Filled): Promise<Misfilled[]> {
      const found = await store.quizzes.find(quiz);
      const read = found ? readReply(found.question, filled) : undefined;
      return read && "problems" in read ? read.problems : [];
    },

    /** Ends a quiz before its time. */
    async closeNow(id: string, person: string): Promise<"closed" | "not-yours" | "gone"> {
      const quiz = await store.quizzes.find(id);
      if (!quiz || quiz.closed) return "gone";
      if (quiz.owner !== person) return "not-yours";
      const closed = await close(quiz);
      wake();
      return closed ? "closed" : "gone";
    },

    ...createScheduleRoom({ store, clock }),

    /** A post was refused for good: its schedule rests, and its owner is told once. Where nobody can be told, school/away.ts does it later. */
    async refused(quiz: Quiz, problem: string): Promise<void> {
      if (!quiz.schedule) return;
      const reason = `Slack let nothing be posted (${problem})`;
      await store.quizzes.skipped(quiz.schedule, [{ slot: quiz.postedAt, reason }]);
      await store.quizzes.pause(quiz.schedule, problem);
      const schedule = await store.quizzes.findSchedule(quiz.schedule);
      // Whoever has had their data deleted owns nothing any more.
      if (!schedule?.owner || isAway(problem)) return;
      await store.outbox.owe({
        id: `paused:${quiz.id}`,
        team: quiz.team,
        destination: { kind: "message", channel: schedule.owner },
        content: { kind: "schedule-paused", schedule, problem, isBack: false },
      });
      wake();
    },
  };
}
