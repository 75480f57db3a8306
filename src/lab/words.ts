// One line -> the words of its commands, as a shell splits them: quotes, backslashes, comments, `&&` and `;`.

/** The words of each command on the line, or why a shell would not take it (or the lab has no such thing). */
export type Words = { commands: string[][] } | { refused: string };

const REFUSALS: Partial<Record<TokenKind, string>> = {
  open: "The quote is not closed.",
  shell: "The lab has no pipes, redirections or variables; type one command a line.",
};

const TOKENS = /\s+|&&|;|(?<!\S)#.*|[|<>`]|\$[({\w]|"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|[^\s&;|<>`"'\\$#]+|[$&#"'\\]/gy;

/** Splits a line. */
export function splitWords(line: string): Words {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)!.push(word);
    word = undefined;
  };
  for (const match of line.matchAll(TOKENS)) {
    const kind = kindOf(match[0], word !== undefined);
    if (kind === "comment") break;
    if (Object.hasOwn(REFUSALS, kind)) return { refused: REFUSALS[kind]! };
    if (kind === "text") word = (word ?? "") + textOf(match);
    else endWord();
    if (kind === "next") commands.push([]);
  }
  endWord();
  return { commands: commands.filter((words) => words.length > 0) };
}

function textOf([token, double, single, escaped]: RegExpMatchArray): string {
  return double?.replace(/\\(["\\])/g, "$1") ?? single ?? escaped ?? token;
}

type TokenKind = "space" | "next" | "comment" | "shell" | "open" | "text";

function kindOf(token: string, inWord: boolean): TokenKind {
  if (/^\s/.test(token)) return "space";
  if (token === "&&" || token === ";") return "next";
  if (token.startsWith("#")) return inWord ? "text" : "comment";
  if (/^[|<>`&]$|^\$./.test(token)) return "shell";
  return token === '"' || token === "'" ? "open" : "text";
}
