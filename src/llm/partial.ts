// A reply of which only the beginning has come -> what can be read of it already.
import { z } from "zod";
import { type Reply, sentenceSchema } from "./reply.ts";

/** `answerable` is undefined as long as it has not come; `sentences` are those that are complete. */
export type Part = { answerable: boolean | undefined; sentences: Reply["sentences"] };

// Inside a string of JSON a quotation mark has a backslash before it, so neither pattern can match what a model says.
const ANSWERABLE = /"answerable"\s*:\s*(true|false)/;
const SENTENCES = /"sentences"\s*:\s*\[/;

/** Reads the beginning of one JSON object of the reply's shape. What is not of that shape is not there yet: the whole reply is read strictly. */
export function readPart(text: string): Part {
  const [, answerable] = ANSWERABLE.exec(text) ?? [];
  const list = SENTENCES.exec(text);
  const objects = list ? completeObjects(text.slice(list.index + list[0].length)) : [];
  return {
    answerable: answerable === undefined ? undefined : answerable === "true",
    sentences: objects.map(parseSentence).filter((sentence) => sentence !== undefined),
  };
}

const asJson = z.string().transform((text, issues) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    issues.addIssue("not JSON");
    return z.NEVER;
  }
});

function parseSentence(text: string): Reply["sentences"][number] | undefined {
  return asJson.pipe(sentenceSchema).safeParse(text).data;
}

/** The texts of the objects that are closed, up to the end of the array that they stand in. */
function completeObjects(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let begin = 0;
  for (const { 0: mark, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|"|[{}\]]/g)) {
    // A string that is not closed yet: nothing after it can be read.
    if (mark === '"' || (mark === "]" && depth === 0)) break;
    if (mark === "{" && (depth += 1) === 1) begin = index;
    if (mark === "}" && (depth -= 1) === 0) found.push(text.slice(begin, index + 1));
  }
  return found;
}
