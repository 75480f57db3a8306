// Which steps and commands answer "how do I".
import type { Card } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import { placeOf } from "./place.ts";
import type { Ranked } from "./rerank.ts";

const NEARLY = 0.8;

/** All steps of the section that holds the best step or command that says at least so much, in order; nothing when other cards answer better. */
export function stepsFor(ranked: Ranked[], least = 0): Quote[][] {
  const [first] = ranked;
  const best = ranked.find(({ card, says }) => isDoing(card) && says >= least);
  if (!first || !best || best.score < first.score * NEARLY || best.says < first.says * NEARLY) return [];
  const steps = ranked.map(({ card }) => card).filter((card) => card.section === best.card.section && isDoing(card));
  return [steps.toSorted((a, b) => placeOf(a) - placeOf(b)).flatMap(quotesOfStep)];
}

function isDoing(card: Card): boolean {
  return card.kind === "step" || card.code !== undefined;
}

/** Only the first sentence of a step counts as one, so that views number steps and not sentences. */
function quotesOfStep(card: Card): Quote[] {
  const quotes = card.sentences.map((text, at): Quote => {
    const isStep = card.kind === "step" && at === 0;
    return { passage: card.section, text, ...(isStep && { role: "step" }) };
  });
  return card.code ? [...quotes, { passage: card.section, text: card.code.text, code: true }] : quotes;
}
