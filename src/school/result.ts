/** What a closed quiz turns into: its post is replaced by the result. */
import { printAmount } from "../knowledge/question/amount.ts";
import { courseOf } from "../quiz/simulate.ts";
import { tally } from "../quiz/tally.ts";
import { WEEK_MS, standingsOf, teamWeek } from "../quiz/team-week.ts";
import type { Quiz } from "./quizzes.ts";
import type { Records } from "./store.ts";

/** Owes the result as the answers stand now; a count that was still to be shown is dropped. Nothing where no post is known. */
export async function oweResult(records: Records, quiz: Quiz, now: number): Promise<void> {
  await records.outbox.cancel(`count:${quiz.id}:`);
  const post = await records.outbox.find(`quiz:${quiz.id}`);
  if (quiz.audience || post?.status !== "sent") return;
  const counted = tally(quiz.question, await records.quizzes.answers(quiz.id));
  await records.outbox.owe({
    id: `result:${quiz.id}${quiz.ruling ? `:${stamp(quiz)}` : ""}`,
    team: quiz.team,
    destination: { kind: "edit", channel: quiz.channel, ts: post.ts },
    content: {
      kind: "quiz-result",
      quiz: { ...quiz, closed: true },
      tally: counted,
      ...(await together(records, quiz, now)),
    },
  });
  await oweRun(records, quiz, post.ts);
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
