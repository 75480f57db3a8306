// What the asker has ruled out: "PVC is pending, the storageclass exists" is not explained by a missing class.

/** "storageclass exists", "the secret is set"; not "no StorageClass exists". */
const THERE =
  /(?<!\b(?:no|any|which|what|if|whether)\s+)(?<![\w-])([\w-]{3,60}) (?:already )?(?:exists|does exist|is (?:set(?! to\b)|there|installed|present))\b/gi;

/** "even though we have readiness probes" */
const HAD =
  /\b(?:even though|although|though|despite|but) (?:(?:we|i|they|it|there) (?:do |already )?(?:have|has|use|uses|is|are)|having) (?:an? |the )?([\w-]+(?: (?!(?:in|on|for|at|and|or|how|what|why)\b)[\w-]+)?)/gi;

/** "The pods have a readiness probe. What else should we do?" */
const HAVING =
  /\b(?:we|i|they|it|(?:the|our|my) [\w-]+) (?:do |all |already )?(?:have|has|use|uses) (?:an? |the )?([\w-]+(?: (?!(?:in|on|for|at|and|or|but|how|what|why|set)\b)[\w-]+)?)(?=[^?]*[.,;] *(?:but|yet|and still|still|what else)\b)/gi;

/** What the asker says is there, in lower case and singular. */
export function presentIn(question: string): string[] {
  const told = [THERE, HAD, HAVING].flatMap((pattern) => [...question.matchAll(pattern)]);
  return told.map(([, thing = ""]) => compact(thing).replace(/(?<!s)s$/, "")).filter(Boolean);
}

/** Does a symptom, its cause, or an answer blame the want of a thing that is there? */
export function isRuledOut(symptom: string, present: readonly string[]): boolean {
  return present.some((thing) => lacks(compact(symptom), thing));
}

/** "no default StorageClass" and "no storage class is set" both lack a "storageclass"; where "no volume fits" there may be volumes. */
function lacks(told: string, thing: string): boolean {
  const name = spaced(thing.replaceAll(" ", ""));
  const wants = `missing ${name}|without (?:(?:an?|any) )?${name}|no (?:default )?${name} (?:exists|is set|is there|was found)`;
  return new RegExp(` (?:${wants})`).test(` ${told}`);
}

/** The letters of a name with a blank allowed between any two: people write names in one word or two. */
function spaced(thing: string): string {
  return [...thing].map((letter) => RegExp.escape(letter)).join(" ?");
}

function compact(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^the /, "");
}
