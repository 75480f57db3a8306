// A channel's week in a few figures: what was asked, how it went, and what is worth another look.
import type { Asked } from "./pick.ts";
import { type TeamAnswer, type TeamWeek, WEEK_MS, teamWeek } from "./team-week.ts";

/** So many answers make a question worth naming. */
const ENOUGH = 2;

/** `hardest` is the question that most of those missed who answered it; undefined where all went well. */
export type Digest = {
  posted: number;
  week: TeamWeek;
  hardest: { question: string; missed: number; answers: number } | undefined;
};

export function digestOf(history: Asked[], answers: TeamAnswer[], nowMs: number): Digest {
  const posted = history.filter(({ postedAt }) => postedAt > nowMs - WEEK_MS && postedAt <= nowMs);
  const [worst] = posted
    .filter(({ answers: count, missed }) => count >= ENOUGH && missed > 0)
    .toSorted((a, b) => b.missed / b.answers - a.missed / a.answers || b.answers - a.answers);
  return {
    posted: posted.length,
    week: teamWeek(answers, nowMs),
    hardest: worst && { question: worst.question, missed: worst.missed, answers: worst.answers },
  };
}
