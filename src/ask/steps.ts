// Which steps and commands answer "how do I".
import type { Card } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import { placeOf } from "./place.ts";
import type { Ranked } from "./rerank.ts";
import { SURELY } from "./tails.ts";

const NEARLY = 0.8;
/** Steps of another section tell again how a thing is done, unless they are asked for as well. */
const AS_SURELY = 0.9;

/**
 * All steps of the section that holds the best step or command, in order; nothing when other cards answer better. After a fact that tells the way
 * (`told`) they must say as much of the question, and be asked nearly as surely.
 */
export function stepsFor(ranked: Ranked[], told: Ranked | undefined): Quote[][] {
  const [first] = ranked;
  const best = ranked.find(({ card, says }) => isDoing(card) && says >= (told?.says ?? 0));
  if (best && told && isBeside(best, told)) return [];
  if (!first || !best || best.score < first.score * NEARLY || best.says < first.says * NEARLY) return [];
  const steps = ranked.map(({ card }) => card).filter((card) => card.section === best.card.section && isDoing(card));
  return [steps.toSorted((a, b) => placeOf(a) - placeOf(b)).flatMap(quotesOfStep)];
}

function isBeside(best: Ranked, told: Ranked): boolean {
  if (best.card.section === told.card.section) return false;
  return told.lift >= SURELY ? best.lift < told.lift * AS_SURELY : best.about < told.about && best.lift < told.lift;
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
