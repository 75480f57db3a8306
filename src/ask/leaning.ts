// Facts of a whole answer may lean on the one before them ("So ...", "To turn it off, ..."): they are told with it or not at all.
import type { Card } from "../knowledge/types.ts";
import { placeOf } from "./place.ts";

const GOES_ON =
  /^(?:So|But|And|Then|Otherwise|Both|Its|Their|Such|However|Instead|Here|There|Neither|Either|Each of them|(?:For|In) (?:this|that)|Without (?:any|either|one) of|The (?:others?|same|rest|former|latter|second|third|price|reason))\b/;
/** "If they are gone", "To solve it, ..." */
const POINTS_BACK =
  /^(?:To|With|Without|After|Before|If|When|Until|Unless|Where|While|Since|Once|By|For|On|As)\b[^,:;]*\b(?:it|them|they|this|these|those)\b/;

/** Does a fact that is not the first of its section need those before it? */
export function leans(card: Card): boolean {
  const [first = ""] = card.sentences;
  return card.kind === "fact" && placeOf(card) > 1 && (GOES_ON.test(first) || POINTS_BACK.test(first));
}
