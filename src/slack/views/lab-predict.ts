/** What a lab asks of those who play it: the question with a button an answer, what came of it, and what each who answered is told. */
import type { Content, PredictionChange } from "../../school/content.ts";
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
export function predictedView({ quiz, fate, change, right, total }: Of<"lab-predicted">): Drawn {
  const stem = escapeText(quiz.question.stem);
  if (fate === "dropped") {
    const text = `${stem}\nIts command was taken back, and the question with it.`;
    return { text, blocks: [context(text)] };
  }
  const answer = rightAnswer(quiz);
  const how = total === 0 ? "Nobody had guessed." : `${right} of ${total} had it right.`;
  const was = change ? `Without a change it would have been ${answer}.` : `It was ${answer}.`;
  const caution = change ? `${tellChange(change, answer)}\n` : fate === "changed" ? CHANGED : "";
  const why = `*Why:* ${toMrkdwn(quiz.question.explanation)}`;
  return {
    text: [stem, `${was} ${how}`, caution.trimEnd(), escapeText(quiz.question.explanation)].filter(Boolean).join("\n"),
    blocks: [
      context(`🔮 ${stem}`),
      section(shorten(`*${escapeText(was)}* ${how}\n${caution}${why}`, 2900)),
      readButton(quiz),
    ],
  };
}

/** Of what was kept before it was known what was changed. */
const CHANGED = "_Somebody changed something meanwhile: this is what would have come without._\n";

/** `It came to 6, because <@U1> gave \`kubectl scale ...\` at 09:12, after the question.` */
function tellChange({ command, at, person, came }: PredictionChange, answer: string): string {
  const who = person === "" ? "somebody" : `<@${person}>`;
  const gave = `${who} gave \`${escapeText(shorten(command, 150)).replaceAll("`", "'")}\` at ${at}, after the question`;
  return came === Number.parseInt(answer, 10)
    ? `It came to ${came}, although ${gave}.`
    : `It came to ${came}, because ${gave}.`;
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
export function gradedView({ quiz, correct, feedback, fate, change, said = "" }: Of<"lab-graded">): Drawn {
  const answer = rightAnswer(quiz);
  const opening = change
    ? `${correct ? "✅ *You were right*" : "❌ *Not quite*"} as the lab stood then: you said ${escapeText(said)}, and without a change it would have been ${escapeText(answer)}. ${tellChange(change, answer)}`
    : `${correct ? "✅ *You were right:*" : "❌ *Not quite: it was*"} ${escapeText(answer)}${fate === "changed" ? " if nobody had changed anything" : ""}.`;
  const more = correct ? "" : ` ${toMrkdwn(feedback)}`;
  const why = `*Why:* ${toMrkdwn(quiz.question.explanation)}`;
  return {
    text: [`${opening}${more}`, escapeText(quiz.question.explanation)].join("\n"),
    blocks: [section(shorten(`${opening}${more}\n${why}`, 2900)), readButton(quiz)],
  };
}

const rightAnswer = (quiz: Quiz): string => shownOptions(quiz).find(({ correct }) => correct)?.text ?? "";
