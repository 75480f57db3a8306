// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 627 covered, 331 not; cross-validated zones keep 0.973 and 0.995 of the covered",
  bias: -11.508,
  features: {
    top: 0.524,
    coverage: 0.314,
    cardCoverage: 2.243,
    cardSays: 0.943,
    whole: 1.245,
    exact: 1.14,
    anchors: 1.634,
    homonyms: 0.784,
    elsewhere: -2.798,
    beside: -1.181,
    dailyLife: -3.08,
    plain: 2.251,
    known: 1.31,
    missing: 0.199,
    missingShare: -1.933,
    onlyTerm: 6.998,
    ask: 0.794,
    length: 1.913,
  },
  zones: {
    answer: 0.424,
    nearest: 0.074,
  },
};
