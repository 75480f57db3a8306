// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance: "test/ask/labelled.jsonl: 300 covered, 278 not; cross-validated zones keep 0.93 and 0.99 of the covered",
  bias: -7.062,
  features: {
    top: 0.322,
    coverage: 0.992,
    cardCoverage: 2.1,
    cardSays: 1.215,
    whole: 1.411,
    lacking: 3.513,
    exact: 1.482,
    entities: 0.216,
    known: -0.244,
    missing: 0.681,
    missingShare: -6.033,
    unsaidDeed: -2.958,
    onlyTerm: -7.892,
    ask: 4.57,
    length: 0.833,
  },
  zones: {
    answer: 0.388,
    nearest: 0.052,
  },
};
