// Decides whether the library covers a question: a logistic rule over what search found, with three zones.
import { featuresOf, probabilityOf } from "./features.ts";
import type { Query } from "./query.ts";
import { weights } from "./refusal-weights.ts";
import type { Ranking } from "./rerank.ts";
import type { Index } from "./search.ts";

export type Zone = "answer" | "nearest" | "refuse";

/** The zone of a question. */
export function judge(query: Query, ranking: Ranking, index: Index): { zone: Zone; probability: number } {
  const probability = probabilityOf(featuresOf(query, ranking, index), weights);
  const speaksOfStrangers = query.strangers.length > 0;
  if (probability >= weights.zones.answer && !speaksOfStrangers) return { zone: "answer", probability };
  return { zone: probability >= weights.zones.nearest ? "nearest" : "refuse", probability };
}
