/** Opens a quiz: chooses its question, writes it down and owes its post, all in the caller's transaction. */
import { optionOrder, pickQuestion } from "../quiz/pick.ts";
import type { Destination } from "./delivery.ts";
import type { Item, QuestionBank } from "./question-bank.ts";
import type { Quiz } from "./quizzes.ts";
import type { Records } from "./store.ts";

/** How long a quiz stays open that somebody asked for, in milliseconds. */
export const DAY = 24 * 3600_000;

const REVIEW = "review:";

/** The id of the review that a press asked for. */
export function reviewId(key: string): string {
  return `${REVIEW}${key}`;
}

export function isReview({ id }: Pick<Quiz, "id">): boolean {
  return id.startsWith(REVIEW);
}

/** Who sees a quiz, and for how many milliseconds it is open. `isDirect`: the channel is the direct message with its audience. */
export type Place = Pick<Quiz, "id" | "team" | "channel" | "schedule" | "owner" | "audience"> & {
  openFor: number;
  isDirect?: boolean;
};

/** False when there is nothing to choose from. */
export async function openQuiz(
  records: Records,
  { bank, now }: { bank: QuestionBank; now: number },
  place: Place,
  items: Item[],
): Promise<boolean> {
  const { openFor, isDirect = false, ...quiz } = place;
  const history = await records.quizzes.history(quiz.team, quiz.channel);
  const item = pickQuestion(items, history, now, quiz.id);
  if (!item) return false;
  const question = bank.draw(item, quiz.id);
  const posted: Quiz = {
    ...quiz,
    question,
    order: optionOrder(question, quiz.id),
    postedAt: now,
    closesAt: now + openFor,
    closed: false,
  };
  await records.quizzes.add(posted);
  await records.outbox.owe({
    id: `quiz:${quiz.id}`,
    team: quiz.team,
    destination: destinationOf(posted, isDirect),
    content: { kind: "quiz", quiz: posted, answered: 0 },
  });
  return true;
}

/** Between the two of us a message is private, and it lasts. */
function destinationOf({ channel, audience }: Quiz, isDirect: boolean): Destination {
  if (audience === "" || isDirect) return { kind: "message", channel };
  return { kind: "private", channel, user: audience };
}
