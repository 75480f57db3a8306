// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 732 covered, 384 not; 587 held out of the library; cross-validated zones keep 0.96 and 0.985 of the covered",
  bias: -9.75,
  features: {
    top: 0.558,
    coverage: 3.603,
    cardCoverage: -1.816,
    cardSays: -0.289,
    whole: 0.941,
    exact: 0.27,
    anchors: 0.043,
    homonyms: 0.548,
    elsewhere: -3.716,
    beside: -0.477,
    dailyLife: -3.815,
    plain: 1.918,
    known: -1.792,
    missing: -2.147,
    missingShare: 0.119,
    onlyTerm: 0,
    ask: 0.002,
    wording: 1.615,
    meant: 6.996,
    length: 1.331,
  },
  zones: {
    answer: 0.632,
    nearest: 0.202,
  },
};
