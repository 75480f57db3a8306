// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 630 covered, 328 not; 567 held out of the library; cross-validated zones keep 0.989 and 0.995 of the covered",
  bias: -10.868,
  features: {
    top: 0.49,
    coverage: 1.578,
    cardCoverage: -0.204,
    cardSays: 0.228,
    whole: 1.253,
    exact: -1.284,
    anchors: 0.91,
    homonyms: 0.295,
    elsewhere: -4.039,
    beside: -2.493,
    dailyLife: -2.632,
    plain: 1.275,
    known: 1.398,
    missing: -1.547,
    missingShare: -0.529,
    onlyTerm: 13.285,
    ask: 0.201,
    wording: 4.003,
    meant: 5.571,
    length: 1.547,
  },
  zones: {
    answer: 0.564,
    nearest: 0.194,
  },
};
