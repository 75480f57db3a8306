// One line -> the words of its commands, as a shell splits them: quotes, backslashes, comments, `&&` and `;`.

/** The words of each command on the line, or why a shell would not take it (or the lab has no such thing). */
export type Words = { commands: string[][] } | { refused: string };

const OPEN_QUOTE = "The quote is not closed.";
const NO_SHELL = "The lab has no pipes, redirections or variables; type one command a line.";

/** Splits a line. */
export function splitWords(line: string): Words {
  const commands: string[][] = [[]];
  const tokens =
    /\s+|&&|;|(?<!\S)#.*|[|<>`]|\$[({\w]|"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|[^\s&;|<>`"'\\$#]+|[$&#"'\\]/gy;
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)!.push(word);
    word = undefined;
  };
  for (const [token, double, single, escaped] of line.matchAll(tokens)) {
    const kind = kindOf(token, word !== undefined);
    if (kind === "comment") break;
    if (kind === "shell") return { refused: NO_SHELL };
    if (kind === "open") return { refused: OPEN_QUOTE };
    if (kind === "text") word = (word ?? "") + (double?.replace(/\\(["\\])/g, "$1") ?? single ?? escaped ?? token);
    else endWord();
    if (kind === "next") commands.push([]);
  }
  endWord();
  return { commands: commands.filter((words) => words.length > 0) };
}

type TokenKind = "space" | "next" | "comment" | "shell" | "open" | "text";

function kindOf(token: string, inWord: boolean): TokenKind {
  if (/^\s/.test(token)) return "space";
  if (token === "&&" || token === ";") return "next";
  if (token.startsWith("#")) return inWord ? "text" : "comment";
  if (/^[|<>`&]$|^\$./.test(token)) return "shell";
  return token === '"' || token === "'" ? "open" : "text";
}
