// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = {
  provenance: "test/ask/labelled.jsonl: 732 covered, 384 not; 572 held out of the library; cross-validated zones keep 0.989 and 0.995 of the covered",
  bias: -15.067,
  features: {
    top: 0.543,
    coverage: 1.831,
    cardCoverage: 0.611,
    cardSays: -0.773,
    whole: 1.066,
    exact: 0.574,
    anchors: 0.022,
    homonyms: 0.576,
    elsewhere: -3.936,
    beside: -0.644,
    dailyLife: -2.723,
    plain: 1.612,
    known: 2.82,
    missing: -0.117,
    missingShare: -4.031,
    onlyTerm: 0,
    ask: 0.306,
    wording: 0.282,
    meant: 6.857,
    length: 1.903,
  },
  zones: {
    answer: 0.55,
    nearest: 0.2,
  },
};
