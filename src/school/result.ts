/** What a closed quiz turns into: its post is replaced by the result. */
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
