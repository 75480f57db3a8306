// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 627 covered, 331 not; cross-validated zones keep 0.978 and 0.995 of the covered",
  bias: -12.173,
  features: {
    top: 0.326,
    coverage: 0.628,
    cardCoverage: 2.431,
    cardSays: 0.973,
    whole: 1.484,
    exact: 0.387,
    anchors: 1.575,
    homonyms: 0.674,
    elsewhere: -3.595,
    beside: -1.408,
    dailyLife: -2.93,
    plain: 2.169,
    known: 1.27,
    missing: 0.155,
    missingShare: -2.434,
    onlyTerm: 6.608,
    ask: 2.406,
    length: 2.252,
  },
  zones: {
    answer: 0.395,
    nearest: 0.123,
  },
};
