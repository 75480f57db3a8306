/** What a closed quiz turns into: its post is replaced by the result. */
import { printAmount } from "../knowledge/question/amount.ts";
import { courseOf } from "../quiz/simulate.ts";
import { tally } from "../quiz/tally.ts";
import { WEEK_MS, standingsOf, teamWeek } from "../quiz/team-week.ts";
import type { Content } from "./content.ts";
import type { Quiz } from "./quizzes.ts";
import type { Records } from "./store.ts";

/** How the ids of all results begin. */
export const RESULT = "result:";

/** Owes the result as the answers stand now; a count that was still to be shown is dropped. Nothing where no post is known. */
export async function oweResult(records: Records, quiz: Quiz, now: number): Promise<void> {
  await records.outbox.cancel(`count:${quiz.id}:`);
  const post = await records.outbox.find(`quiz:${quiz.id}`);
  if (quiz.audience || post?.status !== "sent") return;
  await records.outbox.owe({
    id: `${RESULT}${quiz.id}${quiz.ruling ? `:${stamp(quiz)}` : ""}`,
    team: quiz.team,
    destination: { kind: "edit", channel: quiz.channel, ts: post.ts },
    content: await contentOf(records, quiz, now),
  });
  await oweRun(records, quiz, post.ts);
}

/** Owes the results once more that were given up for one of these problems, as they stand now. */
export async function oweResultsAgain(records: Records, problems: string[], now: number): Promise<void> {
  const ids = await records.outbox.refusedFor(problems, RESULT);
  for (const id of ids) {
    const named = id.slice(RESULT.length);
    // The id of a result may end with the stamp of a ruling.
    const quiz = (await records.quizzes.find(named)) ?? (await records.quizzes.find(named.replace(/:[^:]*$/, "")));
    if (quiz) await records.outbox.oweAgain(id, await contentOf(records, quiz, now));
  }
}

async function contentOf(records: Records, quiz: Quiz, now: number): Promise<Content> {
  const counted = tally(quiz.question, await records.quizzes.answers(quiz.id));
  const shared = await together(records, quiz, now);
  return { kind: "quiz-result", quiz: { ...quiz, closed: true }, tally: counted, ...shared };
}

/** A prediction is run in its thread, once: now it gives nothing away. */
async function oweRun({ outbox }: Records, quiz: Quiz, threadTs: string): Promise<void> {
  const { question, ruling } = quiz;
  if (question.type !== "predict" || !question.trace || ruling?.kind === "void") return;
  if (await outbox.find(`run:${quiz.id}`)) return;
  const { answer, unit, trace } = question;
  await outbox.owe({
    id: `run:${quiz.id}`,
    team: quiz.team,
    destination: { kind: "message", channel: quiz.channel, threadTs },
    content: { kind: "quiz-run", quiz, answer: printAmount(answer, unit), course: courseOf(question), trace },
  });
}

/** How the channel does, and those who want to be named. */
async function together(records: Records, { team, channel }: Quiz, now: number) {
  const answers = await records.quizzes.answersIn(team, channel, now - 5 * WEEK_MS);
  const wanting = await records.settings.wantingStandings(team);
  return { week: teamWeek(answers, now), standings: standingsOf(answers, wanting, now) };
}

/** One a ruling: each accepts one reply more, or withdraws the question. */
function stamp({ ruling }: Quiz): string {
  return ruling?.kind === "accept" ? String(ruling.replies.length) : "void";
}
