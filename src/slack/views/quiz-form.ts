/** The form of a question that is not answered by one press. Its fields are named as quiz/read-reply.ts names them. */
import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Quiz } from "../../school/quizzes.ts";
import { views } from "../actions.ts";
import { section } from "./drawn.ts";
import { plain, shownOptions, stemBlocks } from "./quiz-parts.ts";
import { listed } from "./quiz.ts";

/** Slack's limits: the text of a choice, and of an input. */
const CHOICE = 75;
const INPUT = 3000;
const LONGEST_TEXT = 1000;

/** A quiz's id, and, where the form was opened in App Home, a word that says so: ids hold no spaces. */
const IN_HOME = "in-home";

/** Reads a form's private_metadata: which quiz it answers, and whether App Home shows what came of it. */
export function formPlace(metadata: string): { quiz: string; isInPlace: boolean } {
  const [quiz = "", place] = metadata.split(" ");
  return { quiz, isInPlace: place === IN_HOME };
}

export function quizForm(quiz: Quiz, isInHome = false): ModalView {
  return {
    type: "modal",
    callback_id: views.quizForm,
    private_metadata: isInHome ? `${quiz.id} ${IN_HOME}` : quiz.id,
    title: { type: "plain_text", text: quiz.audience ? "A question for you" : "Quiz" },
    submit: { type: "plain_text", text: "Answer" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [...stemBlocks(quiz), ...fields(quiz)],
  };
}

function fields(quiz: Quiz): KnownBlock[] {
  const { question } = quiz;
  switch (question.type) {
    case "single":
    case "fault":
    case "multiple":
      return choices(quiz);
    case "numeric":
    case "predict":
      return [input("text", "Your answer", textInput(80), unitHint(question.unit))];
    case "ordering":
      return places(quiz);
    case "free-text":
      return [
        input(
          "text",
          "Your answer",
          { ...textInput(LONGEST_TEXT), multiline: true },
          "A sentence or two. It is held against key facts; a grade that is wrong can be disputed.",
        ),
      ];
    case "fix-yaml": {
      const element = { ...textInput(INPUT), multiline: true, initial_value: question.manifest.trimEnd() };
      return [input("text", "The manifest, repaired", element, "It is read, never run.")];
    }
  }
}

function choices(quiz: Quiz): KnownBlock[] {
  const shown = shownOptions(quiz);
  const isLong = shown.some(({ text }) => text.length > CHOICE - "A. ".length);
  const options = shown.map(({ letter, text, option }) =>
    choice(isLong ? letter : `${letter}. ${plain(text)}`, String(option)),
  );
  const element = { type: "checkboxes", action_id: "options", options };
  return [...(isLong ? [section(listed(shown))] : []), input("options", "Every right answer, and no other", element)];
}

/** One select a place; the steps stand in each as they were shown. */
function places({ question, order }: Quiz): KnownBlock[] {
  const steps = question.type === "ordering" ? question.steps : [];
  const options = order.map((step) => choice(plain(steps[step] ?? ""), String(step)));
  return steps.map((_, place) => {
    const label = place === 0 ? "First" : `Then (${place + 1})`;
    return input(`place-${place}`, label, { type: "static_select", action_id: `place-${place}`, options });
  });
}

function unitHint(unit: string): string {
  return unit ? `A number in ${unit}, with or without the unit.` : "A number.";
}

const textInput = (longest: number) => ({ type: "plain_text_input", action_id: "text", max_length: longest });

const choice = (text: string, value: string): PlainTextOption => ({ text: { type: "plain_text", text }, value });

function input(id: string, label: string, element: unknown, hint?: string): KnownBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    element,
    ...(hint ? { hint: { type: "plain_text", text: hint } } : {}),
  } as KnownBlock;
}
