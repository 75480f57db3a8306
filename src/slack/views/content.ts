/** Draws whatever a delivery says. */
import type { Content } from "../../school/content.ts";
import { answerView } from "./answer.ts";
import type { Drawn } from "./drawn.ts";
import { feedbackView, quizView, resultView } from "./quiz.ts";
import { schedulesView } from "./schedule.ts";
import { helpView, noteView, welcomeView } from "./words.ts";

export function contentView(content: Content): Drawn {
  switch (content.kind) {
    case "answer":
      return answerView(content);
    case "welcome":
      return welcomeView();
    case "help":
      return helpView(content.unknown);
    case "quiz":
      return quizView(content);
    case "quiz-result":
      return resultView(content);
    case "quiz-feedback":
      return feedbackView(content.given);
    case "schedules":
      return schedulesView(content.schedules);
    case "note":
      return noteView(content.text);
  }
}
