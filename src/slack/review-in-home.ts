/** Reviews that are played in App Home: whatever is pressed there is answered by the Home itself, drawn anew from the records. */
import type { Given } from "../school/quizzes.ts";
import type { Door } from "./door.ts";
import { publishHome } from "./publish-home.ts";
import { when } from "./views/drawn.ts";

/** Whether something was pressed in App Home. */
export function isInHome(body: { view?: { type: string } | undefined }): boolean {
  return body.view?.type === "home";
}

/** Shows what came of an answer that was given in App Home, or of one that could not be given. */
export async function showInHome(door: Door, person: string, given: Given): Promise<void> {
  const { school, identity } = door;
  if (given.kind === "first" || given.kind === "again")
    await school.reviews.keepInHome(identity.team, person, given.quiz.id);
  await publishHome(door, person, noticeOf(given));
}

function noticeOf(given: Given): string {
  switch (given.kind) {
    case "first":
      return "";
    case "again":
      return given.differs ? "You have answered this question before: the first answer counts." : "";
    case "closed":
      return `That was the question of ${when(given.quiz.postedAt)}, and its time is over: this is what is due now.`;
    case "unknown":
      return "I do not know that question any more, so your answer cannot be counted: this is what is due now.";
  }
}
