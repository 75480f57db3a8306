// What a form holds -> a reply, or what is wrong with it in each field, for the person who filled it in.
import { readAmount } from "../knowledge/question/amount.ts";
import { readManifest } from "../knowledge/question/manifest-check.ts";
import type { Question } from "../knowledge/types.ts";
import type { Reply } from "./reply.ts";

/** By type of question: `chosen` options, `text` typed, or the step put at each `place`. Indices are those of the question. */
export type Filled = { chosen?: number[]; text?: string; places?: (number | undefined)[] };

/** Fields are "options", "text" and "place-0", "place-1", ... */
export type Misfilled = { field: string; problem: string };
export type ReadReply = { reply: Reply } | { problems: Misfilled[] };

export function readReply(question: Question, filled: Filled): ReadReply {
  if ("options" in question)
    return readChoices(question.options.length, filled.chosen ?? [], question.type === "multiple");
  switch (question.type) {
    case "numeric":
    case "predict":
      return readText(filled, (text) => {
        const read = readAmount(text, question.unit);
        return "problem" in read ? read : { reply: { kind: "amount", value: read.value } };
      });
    case "ordering":
      return readPlaces(question.steps.length, filled.places ?? []);
    case "fix-yaml":
      return readText(filled, (text) => {
        const read = readManifest(text);
        return "problem" in read ? read : { reply: { kind: "manifest", text } };
      });
    case "free-text":
      return readText(filled, (text) =>
        text.trim() === "" ? { problem: "Write a sentence or two." } : { reply: { kind: "text", text: text.trim() } },
      );
  }
}

const misfilled = (field: string, problem: string): ReadReply => ({ problems: [{ field, problem }] });

function readChoices(count: number, chosen: number[], several: boolean): ReadReply {
  if (chosen.some((option) => !Number.isInteger(option) || option < 0 || option >= count))
    return misfilled("options", "One of these is no option of this question.");
  const [option] = chosen;
  if (option === undefined) return misfilled("options", "Choose at least one.");
  if (several) return { reply: { kind: "options", options: [...new Set(chosen)].toSorted((a, b) => a - b) } };
  return chosen.length === 1 ? { reply: { kind: "option", option } } : misfilled("options", "Choose one.");
}

function readText({ text = "" }: Filled, read: (text: string) => { reply: Reply } | { problem: string }): ReadReply {
  const outcome = read(text);
  return "problem" in outcome ? misfilled("text", outcome.problem) : outcome;
}

function readPlaces(count: number, places: (number | undefined)[]): ReadReply {
  const order = Array.from({ length: count }, (_, place) => places[place]);
  const problems = order.flatMap((step, place): Misfilled[] => {
    const field = `place-${place}`;
    if (step === undefined || step < 0 || step >= count) return [{ field, problem: "Choose a step." }];
    const first = order.indexOf(step);
    return first < place ? [{ field, problem: `This step stands at place ${first + 1} already.` }] : [];
  });
  return problems.length > 0
    ? { problems }
    : { reply: { kind: "order", order: order.filter((step) => step !== undefined) } };
}
