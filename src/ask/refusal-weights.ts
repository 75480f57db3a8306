// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 627 covered, 331 not; cross-validated zones keep 0.984 and 0.995 of the covered",
  bias: -14.389,
  features: {
    top: 0.481,
    coverage: 2.313,
    cardCoverage: 2.137,
    cardSays: -0.02,
    whole: 1.054,
    exact: 1.164,
    anchors: 1.718,
    homonyms: 0.614,
    elsewhere: -3.218,
    beside: -1.419,
    dailyLife: -2.823,
    plain: 2.489,
    known: 1.126,
    missing: 0.408,
    missingShare: -1.853,
    onlyTerm: 7.909,
    ask: 2.994,
    length: 2.371,
  },
  zones: {
    answer: 0.384,
    nearest: 0.136,
  },
};
