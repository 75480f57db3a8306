/** The commands of a file that `npm run lab` plays. What is pasted for a command stands below it, up to its end or an empty line. */
import { parseOwn, splitCommands } from "../lab/commands.ts";
import { readPasted } from "../lab/pasted.ts";

/** Commands in order, each with what is pasted below it. The bound on one message is no bound on a file. */
export function commandsIn(text: string): string[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const commands: string[] = [];
  for (let at = 0; at < lines.length;) {
    const chunk = lines.slice(at, endOf(lines, at));
    const pasted = readPasted(chunk.join("\n"));
    commands.push(...(pasted ? [`${pasted.line}\n${pasted.stdin}`] : splitCommands(lines[at] ?? "")));
    const left = pasted && pasted.rest !== "" ? pasted.rest.split("\n").length : 0;
    at += pasted ? chunk.length - left : 1;
  }
  return commands;
}

/** A here-document and a code block end by themselves; anything else ends with an empty line. */
function endOf(lines: readonly string[], at: number): number {
  if (/<</.test(lines[at] ?? "") || /^\s*```/.test(lines[at + 1] ?? "")) return lines.length;
  const empty = lines.findIndex((line, each) => each > at && line.trim() === "");
  return empty < 0 ? lines.length : empty;
}

/** Whether the line waits for something to be pasted below it. */
function awaitsPaste(line: string): boolean {
  return readPasted(`${line}\n{}`) !== undefined;
}

/** Whether a paste that began with `lines[0]` is over: by the word of its here-document, a second fence, or an empty line. */
function isPasted(lines: readonly string[]): boolean {
  const [first = "", second = ""] = lines;
  const last = lines.at(-1)?.trim() ?? "";
  const word = /<<-?\s*["']?(\w+)/.exec(first)?.[1];
  if (word !== undefined) return last === word;
  if (/^\s*```/.test(second)) return lines.length > 2 && last.startsWith("```");
  return lines.length > 1 && last === "";
}

/** Line after line -> what was typed once it is whole, and nothing while something is being pasted; `begins` is told when that begins. */
export function createGatherer(begins: () => void): (line: string) => string | undefined {
  let pasting: string[] = [];
  return (line) => {
    if (pasting.length === 0 && !awaitsPaste(line)) return line;
    if (pasting.length === 0) begins();
    pasting.push(line);
    if (!isPasted(pasting)) return undefined;
    const typed = pasting.join("\n");
    pasting = [];
    return typed;
  };
}

export function isUndo(command: string): boolean {
  return parseOwn(command)?.kind === "undo";
}

export const firstLineOf = (command: string) => command.split("\n", 1)[0] ?? "";
