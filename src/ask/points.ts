// Sentences that point at something on the page, which whoever reads an answer does not see.

const SHOWN = "diagram|picture|figure|drawing|table|listing|screenshot|snippet";
const ON_A_PAGE = `${SHOWN}|manifest|example|block|file|policy|template|command|output|section|paragraph|list|row|step|pod`;

const RULES = [
  new RegExp(`^(The|This|These|Those) (first |second |last |next )?(${SHOWN})s?\\b`),
  /^The (manifest|example|block|file|command) (shows|makes|adds|asks|gives|opens|puts|limits)\b/,
  new RegExp(`\\b(${ON_A_PAGE})s? (below|above)(?=[.,:;)]| (is|are|shows?|makes?|keeps?|asks?|gives?|to)\\b)`, "i"),
  new RegExp(`\\b(following|preceding) (${ON_A_PAGE})s?\\b`, "i"),
  /\bas (above|below|shown|drawn)\b|\b(shown|seen|drawn|listed|described|explained) (above|below|here)\b|\bsee (above|below)\b/i,
  /\b(in|of) this (lesson|section|table|example|page|chapter)\b/i,
  /^(Here (is|are)|Below|Above|Suppose)\b/,
];

/** Does a sentence make sense only beside a picture, a code block or the text around it ("The diagram shows ...", "as above")? */
export function points(sentence: string): boolean {
  return RULES.some((rule) => rule.test(sentence));
}
