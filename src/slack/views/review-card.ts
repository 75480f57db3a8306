/** The reviews in App Home: the question that is due, or what became of the answer and the way to the next. */
import type { KnownBlock } from "@slack/types";
import type { HomeReview } from "../../school/home-reviews.ts";
import type { Standing } from "../../school/reviews.ts";
import { section } from "./drawn.ts";
import { askedBlocks, questionBlocks } from "./quiz.ts";
import { answeredBlocks } from "./quiz-feedback.ts";
import { moreReviews, nothingDue, reminderBlocks } from "./reviews.ts";

/** `review` is what stands there now; undefined when nothing is due. */
export function reviewBlocks(standing: Standing, review: HomeReview | undefined): KnownBlock[] {
  const { due } = standing;
  const opening = section(`*Your reviews:* ${due > 0 ? `${due} due.` : nothingDue(standing)}`);
  const card = review ? [...cardBlocks(review, due), { type: "divider" } as const] : [];
  return [opening, ...card, ...reminderBlocks(standing)];
}

function cardBlocks(review: HomeReview, due: number): KnownBlock[] {
  const { quiz } = review;
  if (review.kind === "open") return questionBlocks(quiz);
  const { grade, guessed } = review;
  return [
    ...askedBlocks(quiz),
    ...answeredBlocks({ kind: "first", quiz, grade, guessed }),
    ...moreReviews(due, quiz.id),
  ];
}
