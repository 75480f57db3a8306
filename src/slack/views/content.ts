/** Draws whatever a delivery says. */
import type { Content } from "../../school/content.ts";
import { answerBegunView, answerView, usedUpView } from "./answer.ts";
import { digestView } from "./digest.ts";
import { disputeView, ruledView } from "./disputes.ts";
import type { Drawn } from "./drawn.ts";
import { labAsleep, labCard, labTurn, labUndone } from "./lab.ts";
import { sharedView } from "./lab-debrief.ts";
import { gradedView, notedView, predictView, predictedView } from "./lab-predict.ts";
import { scenariosView } from "./lab-list.ts";
import { feedbackView } from "./quiz-feedback.ts";
import { resultView } from "./quiz-result.ts";
import type { Look } from "./picture.ts";
import { quizView } from "./quiz.ts";
import { runView } from "./quiz-run.ts";
import { reminderView } from "./reviews.ts";
import { schedulePausedView } from "./schedule-paused.ts";
import { schedulesView } from "./schedules.ts";
import { helpView, noteView, welcomeView } from "./words.ts";

type Views = { [K in Content["kind"]]: (content: Extract<Content, { kind: K }>, look: Look) => Drawn };

/** One view a kind: TypeScript proves that none is missing. */
const views: Views = {
  answer: answerView,
  "answer-begun": answerBegunView,
  "used-up": usedUpView,
  welcome: welcomeView,
  help: ({ unknown }) => helpView(unknown),
  quiz: quizView,
  "quiz-result": resultView,
  "quiz-run": runView,
  "quiz-feedback": ({ given, due }) => feedbackView(given, due),
  reviews: reminderView,
  digest: digestView,
  dispute: disputeView,
  ruled: ruledView,
  schedules: ({ schedules, skipped }) => schedulesView(schedules, skipped),
  "schedule-paused": schedulePausedView,
  "lab-card": labCard,
  "lab-turn": labTurn,
  "lab-undone": labUndone,
  "lab-shared": sharedView,
  "lab-predict": predictView,
  "lab-predicted": predictedView,
  "lab-noted": notedView,
  "lab-graded": gradedView,
  "lab-asleep": ({ scenario }) => labAsleep(scenario),
  scenarios: ({ scenarios }) => scenariosView(scenarios),
  note: ({ text }) => noteView(text),
};

export function contentView(content: Content, look: Look = { charts: true }): Drawn {
  const view = views[content.kind] as (content: Content, look: Look) => Drawn;
  return view(content, look);
}
