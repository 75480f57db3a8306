/** A lab at a terminal: one command after the other -> what is printed, and the lab as it then stands. */
import { createAsk } from "../ask/ask.ts";
import type { Ask, Passage } from "../ask/answer.ts";
import type { Library } from "../knowledge/library.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { NOTHING_TO_UNDO, takenBack, tellAfter } from "../lab/undo.ts";
import type { LabView } from "../lab/view.ts";
import { createWarmLabs } from "../lab/warm-labs.ts";
import { askedOfLessons, withFacts } from "../school/ask-lab.ts";
import { withReading } from "../school/lab-reading.ts";
import { createGuesses } from "./lab-guess.ts";
import { pngWanted, withoutFile, writePng } from "./lab-png.ts";
import { firstLineOf, isUndo } from "./lab-script.ts";
import { printAnswer } from "./print-answer.ts";
import { printTurn } from "./print-lab.ts";

/** `why` with a question behind it; alone it is a word of the lab's. */
const QUESTION = /^why\s+\S.*/i;

export type LabTable = {
  /** What is printed for a command. */
  type(command: string): string;
  view(): LabView;
};

export function openTable(library: Library, scenario: Scenario, seed: string): LabTable {
  const warm = createWarmLabs(1);
  const journal: string[] = [];
  const guesses = createGuesses(seed);
  let asking: Ask | undefined;
  const view = () => withReading(warm.replay(scenario, seed, journal), scenario, library);

  /** What is true of the lab first, then what the lessons say of it. */
  function answer(question: string, facts: Passage[]): string {
    asking ??= createAsk(library);
    const text = question.replace(/\??\s*$/, "?");
    const lessons = asking({ text: askedOfLessons(text, facts), history: [] });
    return printAnswer(withFacts(lessons, text, facts), false);
  }

  function takeBack(): string {
    const back = takenBack(view().turns);
    if (!back) return NOTHING_TO_UNDO;
    const [last = ""] = journal.splice(back.from);
    guesses.settle(view(), journal);
    return `Took back: ${firstLineOf(last)}${tellAfter(back.after)}`;
  }

  function play(command: string): string {
    journal.push(withoutFile(command));
    const cameAt = guesses.openAt();
    const wish = cameAt === undefined ? {} : { cameAt };
    const seen = withReading(warm.replay(scenario, seed, journal, wish), scenario, library);
    const shot = pngWanted(command);
    const told = [
      printTurn(seen.turns.at(-1)!),
      ...(shot === undefined ? [] : [writePng(seen.picture, shot)]),
      guesses.settle(seen, journal),
      guesses.mayAsk(journal)
        ? guesses.ask(warm.replay(scenario, seed, journal, { predict: true }).prediction, journal)
        : "",
    ];
    return told.filter(Boolean).join("\n");
  }

  return {
    view,
    type(command) {
      if (isUndo(command)) return takeBack();
      const noted = guesses.guess(command);
      if (noted !== undefined) return noted;
      return QUESTION.test(command.trim()) ? answer(command.trim(), view().facts) : play(command);
    },
  };
}
