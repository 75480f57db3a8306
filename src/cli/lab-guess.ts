/** What the lab asks in the terminal: a question about what will come of it, a figure that somebody types or does not, and what came. */
import { changedAfter } from "../lab/after-prediction.ts";
import { READY } from "../lab/predict-ready.ts";
import { printClock } from "../lab/print/age.ts";
import type { Came, LabView, Turn } from "../lab/view.ts";
import { COMMANDS_BETWEEN, wantsPredictions } from "../lab/wants-predictions.ts";
import type { Prediction } from "../lab/prediction.ts";
import { optionOrder } from "../quiz/pick.ts";

/** `behind` is how many commands had been typed; `guess` what was answered. */
type Open = Prediction & { behind: number; guess?: number; isSettled: boolean };

export type Guesses = {
  /** Whether a question may be asked now. */
  mayAsk(commands: readonly string[]): boolean;
  /** The question as it is printed; "" for none. */
  ask(prediction: Prediction | undefined, commands: readonly string[]): string;
  /** What is said to a figure that was typed; nothing where none is wanted. */
  guess(typed: string): string | undefined;
  /** What came of the open question, once the run is there; "" before. */
  settle(view: Pick<LabView, "board" | "turns" | "came">, commands: readonly string[]): string;
  /** The moment that the open question is about, which a view is to tell of. */
  openAt(): number | undefined;
};

const figureOf = (text: string) => Number.parseInt(text, 10);

export function createGuesses(seed: string): Guesses {
  let open: Open | undefined;
  return {
    mayAsk: (commands) =>
      commands.length > 1 &&
      wantsPredictions(commands) &&
      (!open || (open.isSettled && commands.length - open.behind >= COMMANDS_BETWEEN)),

    ask(prediction, commands) {
      if (!prediction) return "";
      open = { ...prediction, behind: commands.length, isSettled: false };
      const { question } = prediction;
      const shown = optionOrder(question, `${seed}:${commands.length}`).map((at) =>
        figureOf(question.options[at]!.text),
      );
      return `? ${question.stem}\n  ${shown.join(", ")}? Type the number, or just go on.`;
    },

    guess(typed) {
      if (!open || open.isSettled || !/^\d{1,4}$/.test(typed.trim())) return undefined;
      if (open.guess !== undefined) return `You said ${open.guess} before; the first answer counts.`;
      const choices = open.question.options.map(({ text }) => figureOf(text));
      if (!choices.includes(Number(typed)))
        return `${Number(typed)} is none of the choices, so nothing is noted: ${choices.toSorted((a, b) => a - b).join(", ")}.`;
      open.guess = Number(typed);
      return `Noted: ${open.guess}. The run will tell.`;
    },

    openAt: () => (open && !open.isSettled ? open.atMs : undefined),

    settle({ board, turns, came }, commands) {
      if (!open || open.isSettled) return "";
      const { guess, atMs, behind, question } = open;
      const isTakenBack = commands.length < behind;
      if (!isTakenBack && board.atMs < atMs) return "";
      open.isSettled = true;
      if (isTakenBack || guess === undefined) return "";
      const changed = changedAfter(turns, behind - 1, atMs);
      return changed && came ? tellChange(open, guess, changed.turn, came) : verdict(question, guess);
    },
  };
}

/** Somebody changed something between the question and its moment: what came of it is no matter of right or wrong. */
function tellChange(
  { question }: Prediction,
  guess: number,
  { line, text, fromMs }: Turn,
  { ready, replicas }: Came,
): string {
  const figure = question.id === READY ? ready : replicas;
  const right = question.options.find(({ correct }) => correct)?.text ?? "";
  const gave = `you gave ${line ?? text} at ${printClock(fromMs)}, after the question`;
  return `  You said ${guess}; it came to ${figure}, because ${gave}. Without it, it would have been ${right}. ${question.explanation}`;
}

function verdict({ options, explanation }: Prediction["question"], guess: number): string {
  const chosen = options.find(({ text }) => figureOf(text) === guess);
  const right = options.find(({ correct }) => correct)?.text ?? "";
  if (chosen?.correct) return `  You were right. ${explanation}`;
  const why = chosen === undefined ? "" : ` ${chosen.feedback}`;
  return `  You said ${guess}; it was ${right}.${why} ${explanation}`;
}
