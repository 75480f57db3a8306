/**
 * Reviews that are played in App Home. Which question stands there is kept in the records, and what became of it is read from its answer: the
 * view may be old, or lost on its way.
 */
import type { Clock } from "../clock.ts";
import type { Grade } from "../quiz/judgement.ts";
import { gradeUnder } from "../quiz/ruling.ts";
import type { DueReviews, Learner } from "./due-reviews.ts";
import { reviewId } from "./open-quiz.ts";
import type { Quiz } from "./quizzes.ts";
import type { Records, Store } from "./store.ts";

/** What stands in somebody's App Home: a question, or what became of one. */
export type HomeReview =
  | { kind: "open"; quiz: Quiz }
  | { kind: "answered"; quiz: Quiz; grade: Grade; guessed: boolean };

/** So long, in milliseconds, the word on an answer stands there after it was given or asked for again, unless its person goes on. */
const KEPT_MS = 3600_000;

export function createHomeReviews({ store, clock, dues }: { store: Store; clock: Clock; dues: DueReviews }) {
  /** What was shown last, if it was answered lately. */
  async function answered(records: Records, { team, person }: Learner): Promise<HomeReview | undefined> {
    const shown = await records.settings.homeReview(team, person);
    const quiz = shown.quiz ? await records.quizzes.find(shown.quiz) : undefined;
    if (!quiz || quiz.team !== team) return undefined;
    const answer = (await records.quizzes.answers(quiz.id)).find((given) => given.person === person);
    if (!answer || clock.now() - Math.max(answer.at, shown.since) > KEPT_MS) return undefined;
    const grade = gradeUnder(quiz.ruling, quiz.question, answer.reply);
    return { kind: "answered", quiz, grade, guessed: answer.guessed === true };
  }

  /** The question that waits for an answer, wherever it was asked, or another that is due. The learner is held. */
  async function next(records: Records, learner: Learner): Promise<HomeReview | undefined> {
    const due = await dues.due(records, learner);
    const quiz = (await dues.unanswered(records, learner, due)) ?? (await open(records, due));
    await put(records, learner, quiz?.id ?? "");
    return quiz && { kind: "open", quiz };
  }

  const put = ({ settings }: Records, { team, person }: Learner, quiz: string) =>
    settings.setHomeReview(team, person, { quiz, since: clock.now() });

  async function open(records: Records, [card]: Awaited<ReturnType<DueReviews["due"]>>): Promise<Quiz | undefined> {
    if (!card) return undefined;
    const { team, person, concept } = card;
    const id = reviewId(`home:${team}:${person}:${concept}:${clock.now()}`);
    return dues.open(records, card, { id, channel: "" });
  }

  return {
    /** What stands in somebody's App Home now; undefined when nothing is due. A question is chosen when there is none. */
    async inHome(team: string, person: string): Promise<HomeReview | undefined> {
      const learner = { team, person };
      const kept = await answered(store, learner);
      if (kept) return kept;
      if ((await dues.due(store, learner)).length === 0) return undefined;
      return store.transaction(async (records) => {
        await dues.hold(records, learner);
        // They may have answered on another device in this moment.
        return (await answered(records, learner)) ?? next(records, learner);
      });
    },

    /** Puts another question in the place of `from`; nothing happens where another stands there already. */
    async moveOn(team: string, person: string, from: string): Promise<void> {
      await store.transaction(async (records) => {
        await dues.hold(records, { team, person });
        if ((await records.settings.homeReview(team, person)).quiz === from) await next(records, { team, person });
      });
    },

    /** Shows what was answered, which an old view on another device may have done. */
    keepInHome: (team: string, person: string, quiz: string) => put(store, { team, person }, quiz),
  };
}
