// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 627 covered, 331 not; cross-validated zones keep 0.984 and 0.995 of the covered",
  bias: -14.164,
  features: {
    top: 0.422,
    coverage: 2.631,
    cardCoverage: 2.277,
    cardSays: 0.085,
    whole: 1.21,
    exact: 1,
    anchors: 1.598,
    homonyms: 0.674,
    elsewhere: -3.409,
    beside: -1.357,
    dailyLife: -2.912,
    plain: 2.286,
    known: 1.084,
    missing: 0.441,
    missingShare: -1.645,
    onlyTerm: 7.548,
    ask: 2.359,
    length: 2.467,
  },
  zones: {
    answer: 0.332,
    nearest: 0.123,
  },
};
