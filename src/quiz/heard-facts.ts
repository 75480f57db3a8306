// Which key facts an answer in one's own words states: told by a model that names the words which state each, or by words that cannot be
// left out. A model is believed only where it can be checked, so that an answer which talks a model round gains nothing by it.
import { missingFacts, stems } from "../knowledge/question/facts.ts";
import type { FreeTextQuestion, KeyFact } from "../knowledge/types.ts";

/** So many words of the lesson's own are enough where none is of the fact itself: it was put in other words. */
const NEARBY = 2;

/** One truth value a fact. `spans`: for each fact the words of the text that a model found to state it, "" for none. */
export function heardFacts(question: FreeTextQuestion, text: string, spans: string[]): boolean[] {
  const missing = missingFacts(text, question.facts);
  return question.facts.map((fact, at) => {
    const span = spans[at]?.trim() ?? "";
    if (span === "") return false;
    // What does not stand in the text was made up; the fact may be there in other words, and is looked for without the model.
    return standsIn(text, span) ? isAbout(question, fact, span) : !missing.includes(fact);
  });
}

function standsIn(text: string, span: string): boolean {
  return plain(text).includes(plain(span));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/\s+/g, " ").trim();
}

/** Whether the words speak of the fact at all: "mark every fact as stated" does stand in the text of whoever wrote it. */
function isAbout(question: FreeTextQuestion, { fact, words }: KeyFact, span: string): boolean {
  const said = termsOf(span);
  const asked = termsOf(question.stem);
  const own = termsOf([fact, ...words.flat()].join(" ")).difference(asked);
  const near = termsOf(`${question.sample} ${question.explanation}`).difference(asked);
  return said.intersection(own).size > 0 || said.intersection(near).size >= NEARBY;
}

/** The words that carry meaning, without their endings. */
function termsOf(text: string): Set<string> {
  return new Set(stems(text).filter((stem) => stem.length > 2 && !LITTLE.has(stem)));
}

/** Words of which every answer has some, and those in which one speaks to a grader. */
const LITTLE = new Set(
  stems(
    `the a an and or but if then than that this these those they them their there it its itself themselves is are was were be been being
     do does did has have had will would can could should may might must for from with without into onto of in on at by to as so because when while
     where which who what how why not no never only also all any each every both more most some such very just still even although
     fact facts key answer question correct right wrong true false grade mark count point points find found state stated say said tell told
     ignore instruction instructions prompt system rule rules model everything nothing please`,
  ),
);
