// Prose -> sentences, and Markdown inline text -> plain text.

const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|Dr|Mr|Mrs|St|No)\.$/;

/**
 * Markdown inline text without links, emphasis and escapes; code keeps its backticks. Most texts are plain already: those are handed back
 * themselves, so that cards and sections share them with the blocks instead of keeping copies.
 */
export function plain(markdown: string): string {
  const text = markdown
    .split(/(`+[^`]*`+)/)
    .map((part, index) => (index % 2 ? part : plainProse(part)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return text === markdown ? markdown : text;
}

function plainProse(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)\*(?![\w*])/g, "$1")
    .replace(/(?<![\w_])_(?=\S)([^_]+?)_(?![\w_])/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, "$1");
}

/** Splits plain text into sentences; never inside a code span, after an abbreviation or within a number. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let inCode = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "`") inCode = !inCode;
    if (inCode || !endsHere(text, start, index)) continue;
    sentences.push(text.slice(start, index + 1).trim());
    start = index + 1;
  }
  const rest = text.slice(start).trim();
  return rest ? [...sentences, rest] : sentences;
}

function endsHere(text: string, start: number, index: number): boolean {
  if (!/[.!?)"'`]/.test(text[index]!)) return false;
  if (!/[.!?][)"'`]?$/.test(text.slice(start, index + 1))) return false;
  if (!/^\s+["'(`]?[A-Z0-9`]/.test(text.slice(index + 1, index + 5))) return false;
  return !ABBREVIATION.test(text.slice(start, index + 1));
}

/** How many words a reader reads. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
