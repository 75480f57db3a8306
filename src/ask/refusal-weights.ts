// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance: "test/ask/labelled.jsonl: 299 covered, 277 not; cross-validated zones keep 0.93 and 0.99 of the covered",
  bias: -6.181,
  features: {
    top: 0.466,
    coverage: 0.429,
    cardCoverage: 2.458,
    cardSays: 0.746,
    whole: 1.487,
    lacking: 3.06,
    exact: 1.428,
    entities: 0.225,
    known: -0.645,
    missing: 0.641,
    missingShare: -6.093,
    unsaidDeed: -3.118,
    onlyTerm: -7.89,
    ask: 4.255,
    length: 0.521,
  },
  zones: {
    answer: 0.401,
    nearest: 0.087,
  },
};
