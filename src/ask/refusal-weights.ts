// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 627 covered, 331 not; cross-validated zones keep 0.978 and 0.995 of the covered",
  bias: -12.245,
  features: {
    top: 0.324,
    coverage: 0.804,
    cardCoverage: 2.375,
    cardSays: 0.962,
    whole: 1.473,
    exact: 0.364,
    anchors: 1.585,
    homonyms: 0.675,
    elsewhere: -3.596,
    beside: -1.415,
    dailyLife: -2.936,
    plain: 2.156,
    known: 1.262,
    missing: 0.156,
    missingShare: -2.422,
    onlyTerm: 6.639,
    ask: 2.392,
    length: 2.269,
  },
  zones: {
    answer: 0.402,
    nearest: 0.119,
  },
};
