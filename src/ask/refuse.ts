// Decides whether the library covers a question: a logistic rule over what search found, with three zones.
import { FEATURES, type Features, type Weights, featuresOf } from "./features.ts";
import type { Query } from "./query.ts";
import { weights } from "./refusal-weights.ts";
import type { Ranking } from "./rerank.ts";
import type { Index } from "./search.ts";

export type Zone = "answer" | "nearest" | "refuse";

/** The zone of a question. */
export function judge(query: Query, ranking: Ranking, index: Index): { zone: Zone; probability: number } {
  const probability = probabilityOf(featuresOf(query, ranking, index), weights);
  if (probability >= weights.zones.answer) return { zone: "answer", probability };
  return { zone: probability >= weights.zones.nearest ? "nearest" : "refuse", probability };
}

/** The probability that the library covers a question with these features. */
export function probabilityOf(features: Features, { bias, features: by }: Pick<Weights, "bias" | "features">): number {
  const sum = FEATURES.reduce((total, name) => total + by[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
