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

/**
 * Who sees a quiz, and for how many milliseconds it is open. `isDirect`: the channel is the direct message with its audience. A channel of ""
 * is App Home: it is drawn there, and nothing is posted.
 */
export type Place = Pick<Quiz, "id" | "team" | "channel" | "schedule" | "owner" | "audience"> & {
  openFor: number;
  isDirect?: boolean;
};

/** Undefined when there is nothing to choose from. */
export async function openQuiz(
  records: Records,
  { bank, now }: { bank: QuestionBank; now: number },
  place: Place,
  items: Item[],
): Promise<Quiz | undefined> {
  const { openFor, isDirect = false, ...quiz } = place;
  const history = await historyFor(records, quiz);
  const item = pickQuestion(items, history, now, quiz.id);
  if (!item) return undefined;
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
  if (quiz.channel) await owePost(records, posted, isDirect);
  return posted;
}

/** Owes the post of a quiz, in its channel. */
export async function owePost({ outbox }: Records, quiz: Quiz, isDirect: boolean): Promise<void> {
  const { team, channel, audience } = quiz;
  // Between the two of us a message is private, and it lasts.
  const destination: Destination =
    audience === "" || isDirect ? { kind: "message", channel } : { kind: "private", channel, user: audience };
  await outbox.owe({ id: `quiz:${quiz.id}`, team, destination, content: { kind: "quiz", quiz, answered: 0 } });
}

/** Each channel has a rotation of its own, and so has each person, wherever they are asked. */
function historyFor({ quizzes }: Records, { team, channel, audience }: Pick<Quiz, "team" | "channel" | "audience">) {
  return audience ? quizzes.historyOf(team, audience) : quizzes.history(team, channel);
}
