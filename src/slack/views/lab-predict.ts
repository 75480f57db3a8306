/** What a lab asks of those who play it: the question with a button an answer, what came of it, and what each who answered is told. */
import type { Content } from "../../school/content.ts";
import type { Quiz } from "../../school/quizzes.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { BUTTON_TEXT, type Drawn, context, section } from "./drawn.ts";
import { readButton, shownOptions } from "./quiz-parts.ts";

type Of<K extends Content["kind"]> = Extract<Content, { kind: K }>;

const GO_ON = "One answer each; the run itself tells who is right. Whoever would rather go on just goes on.";

export function predictView({ lab, quiz }: Of<"lab-predict">): Drawn {
  const options = shownOptions(quiz);
  const opening = `🔮 *What will come of it?* ${toMrkdwn(quiz.question.stem)}`;
  const answers = options.map(({ text }, place) =>
    button(shorten(text, BUTTON_TEXT), actionId(actions.predict, place), `${place} ${quiz.id}`),
  );
  const off = button("Ask no more here", actionId(actions.labStep, "predict-off"), `${lab} predict off`);
  return {
    text: [escapeText(quiz.question.stem), ...options.map(({ text }) => `• ${escapeText(text)}`), GO_ON].join("\n"),
    blocks: [section(opening), { type: "actions", elements: [...answers, off] }, context(GO_ON)],
  };
}

/** The question's post once the run is there. */
export function predictedView({ quiz, fate, right, total }: Of<"lab-predicted">): Drawn {
  const stem = escapeText(quiz.question.stem);
  if (fate === "dropped") {
    const text = `${stem}\nIts command was taken back, and the question with it.`;
    return { text, blocks: [context(text)] };
  }
  const answer = rightAnswer(quiz);
  const how = total === 0 ? "Nobody had guessed." : `${right} of ${total} had it right.`;
  const caution =
    fate === "changed" ? "_Somebody changed something meanwhile: this is what would have come without._\n" : "";
  const why = `*Why:* ${toMrkdwn(quiz.question.explanation)}`;
  return {
    text: [stem, `It was ${answer}. ${how}`, escapeText(quiz.question.explanation)].join("\n"),
    blocks: [
      context(`🔮 ${stem}`),
      section(shorten(`*It was ${escapeText(answer)}.* ${how}\n${caution}${why}`, 2900)),
      readButton(quiz),
    ],
  };
}

export function notedView({ given, said }: Of<"lab-noted">): Drawn {
  const text = WORDS[given](escapeText(said));
  return { text, blocks: [section(text)] };
}

const WORDS: Readonly<Record<Of<"lab-noted">["given"], (said: string) => string>> = {
  first: (said) => `🔮 Noted: *${said}*. The run will tell.`,
  again: (said) => `You said *${said}* before; the first answer counts.`,
  closed: () => "The run has told already: its answer stands in the thread.",
};

/** To one who answered. */
export function gradedView({ quiz, correct, feedback, fate }: Of<"lab-graded">): Drawn {
  const verdict = correct ? "✅ *You were right:*" : "❌ *Not quite: it was*";
  const would = fate === "changed" ? " if nobody had changed anything" : "";
  const opening = `${verdict} ${escapeText(rightAnswer(quiz))}${would}.`;
  const said = correct ? "" : ` ${toMrkdwn(feedback)}`;
  const why = `*Why:* ${toMrkdwn(quiz.question.explanation)}`;
  return {
    text: [`${opening}${said}`, escapeText(quiz.question.explanation)].join("\n"),
    blocks: [section(shorten(`${opening}${said}\n${why}`, 2900)), readButton(quiz)],
  };
}

const rightAnswer = (quiz: Quiz): string => shownOptions(quiz).find(({ correct }) => correct)?.text ?? "";
