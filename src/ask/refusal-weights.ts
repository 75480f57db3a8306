// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance:
    "test/ask/labelled.jsonl: 627 covered, 331 not; cross-validated zones keep 0.989 and 0.995 of the covered",
  bias: -13.93,
  features: {
    top: 0.678,
    coverage: 2.918,
    cardCoverage: 1.876,
    cardSays: -1.185,
    whole: 0.723,
    exact: 2.299,
    anchors: 1.633,
    homonyms: 0.945,
    elsewhere: -3.443,
    beside: -1.5,
    dailyLife: -2.652,
    plain: 2.19,
    known: 1.13,
    missing: 0.367,
    missingShare: -2.076,
    onlyTerm: 18.864,
    ask: 1.54,
    wording: 1.522,
    length: 1.686,
  },
  zones: {
    answer: 0.333,
    nearest: 0.286,
  },
};
