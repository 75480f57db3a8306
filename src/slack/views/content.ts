/** Draws whatever a delivery says. */
import type { Content } from "../../school/content.ts";
import { answerView } from "./answer.ts";
import type { Drawn } from "./drawn.ts";
import { labAsleep, labCard, labTurn, labUndone, scenariosView } from "./lab.ts";
import { feedbackView, quizView, resultView } from "./quiz.ts";
import { schedulesView } from "./schedule.ts";
import { helpView, noteView, welcomeView } from "./words.ts";

/** `charts` is false where Slack does not know them: then the words beside them stand alone. */
export function contentView(content: Content, look: { charts: boolean } = { charts: true }): Drawn {
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
    case "lab-card":
      return labCard(content, look);
    case "lab-turn":
      return labTurn(content, look);
    case "lab-undone":
      return labUndone(content);
    case "lab-asleep":
      return labAsleep(content.scenario);
    case "scenarios":
      return scenariosView(content.scenarios);
    case "note":
      return noteView(content.text);
  }
}
