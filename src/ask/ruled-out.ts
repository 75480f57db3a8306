// What the asker has ruled out: "PVC is pending, the storageclass exists" is not explained by a missing class.

/** "storageclass exists", "the secret is set"; not "no StorageClass exists". */
const THERE =
  /(?<!\b(?:no|any|which|what|if|whether)\s+)(?<![\w-])([\w-]{3,}) (?:already )?(?:exists|does exist|is (?:set|there|installed|present))\b/gi;

/** Does a symptom, or its cause, blame the want of a thing that the question says is there? */
export function isRuledOut(symptom: string, question: string): boolean {
  const told = compact(symptom);
  return question.matchAll(THERE).some(([, thing = ""]) => lacks(told, compact(thing)));
}

/** "no default StorageClass" and "no storage class is set" both lack a "storageclass"; where "no volume fits" there may be volumes. */
function lacks(told: string, thing: string): boolean {
  const name = spaced(thing);
  return (
    thing !== "" &&
    new RegExp(` (?:missing ${name}|no (?:default )?${name} (?:exists|is set|is there|was found))`).test(` ${told}`)
  );
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
