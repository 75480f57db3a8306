// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance: "test/ask/labelled.jsonl: 453 covered, 125 not; cross-validated zones keep 0.93 and 0.99 of the covered",
  bias: -13.735,
  features: {
    top: 0.857,
    coverage: 3.072,
    cardCoverage: -1.325,
    cardSays: 2.522,
    whole: 0.273,
    lacking: 6.501,
    exact: 1.69,
    entities: 2.381,
    known: 4.472,
    missing: 0.342,
    missingShare: -4.304,
    unsaidDeed: -0.461,
    onlyTerm: 13.744,
    ask: 2.71,
    length: -1.19,
  },
  zones: {
    answer: 0.547,
    nearest: 0.1,
  },
};
