// The commands in a shell text: words as a shell splits them, pipelines and lists cut apart.

/** One command: its words, without quotes. */
export type Command = string[];

const TOKEN =
  /(?<joined>\\\n)|(?<end>\n|&&|\|\|?|;)|(?<space>\s+)|(?<comment>(?<!\S)#.*)|\\(?<escaped>.)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<plain>\$\([^)]*\)|[^\s\\'"|;&$]+|.)/g;

/** Splits a text of commands at line ends, `&&`, `||`, `;` and `|`; quotes and backslashes are read as a shell does. `$(...)` is left in its word. */
export function readCommands(text: string): Command[] {
  const commands: (string | undefined)[][] = [[]];
  for (const { groups = {} } of text.matchAll(TOKEN)) {
    const words = commands.at(-1)!;
    if (groups["end"] !== undefined) commands.push([]);
    else if (groups["space"] !== undefined) words.push(undefined);
    else extend(words, groups["escaped"] ?? groups["single"] ?? groups["double"] ?? groups["plain"]);
  }
  return commands.map((words) => words.filter((word) => word !== undefined)).filter((words) => words.length > 0);
}

/** Makes the last word longer, or begins one after a space; what stands for nothing (a comment, a joined line) is left out. */
function extend(words: (string | undefined)[], piece: string | undefined): void {
  if (piece === undefined) words.push(undefined);
  else if (words.at(-1) === undefined) words.push(piece);
  else words[words.length - 1] += piece;
}

/** A command's verbs and flags, as upstream names them; where it is known that a flag takes a value, it ends with "=". */
export type Reference = { everywhere: string[]; commands: Record<string, string[]> };

/** Words that stand before a program's name. */
const BEFORE = new Set(["sudo", "watch", "xargs", "time"]);

/** The words after `program`, when that is what the command runs. */
export function wordsAfter(program: string, command: Command): string[] | undefined {
  const at = command.findIndex((word) => !BEFORE.has(word) && !word.startsWith("-") && !/^\w+=/.test(word));
  return command[at] === program ? command.slice(at + 1) : undefined;
}

/** What is wrong with the verb and flags of a command. Flags of what runs inside of a container are not looked at. */
export function wrongIn(given: string[], { everywhere, commands }: Reference): string[] {
  const words = withoutLeadingFlags(given);
  const verb = verbOf(words, commands);
  if (verb === undefined) return [`no verb "${words.slice(0, 2).join(" ")}"`];
  const known = new Set([...everywhere, ...(commands[verb] ?? [])]);
  const names = flagsAmong(words.slice(verb.split(" ").length), known);
  return names
    .filter((name) => !known.has(name) && !known.has(`${name}=`))
    .map((name) => `${verb} has no flag ${name}`);
}

/** `-n shop get pods` -> `get pods`. */
function withoutLeadingFlags(words: string[]): string[] {
  const [first = "", ...rest] = words;
  if (!first.startsWith("-")) return words;
  return withoutLeadingFlags(first.includes("=") ? rest : rest.slice(1));
}

/** The longest row of the table that the words begin with; a verb that only groups others is none. */
function verbOf(words: string[], commands: Reference["commands"]): string | undefined {
  const names = [3, 2, 1].map((length) => words.slice(0, length).join(" "));
  const verb = names.find((name) => Object.hasOwn(commands, name));
  const isGroup =
    commands[verb ?? ""]?.length === 0 && Object.keys(commands).some((name) => name.startsWith(`${verb} `));
  return isGroup && words.length > 1 ? undefined : verb;
}

/** The names of the flags: up to `--`, and where values are told from words up to the second word, which `docker run IMAGE COMMAND` runs. */
function flagsAmong(words: string[], known: Set<string>): string[] {
  const tellsValues = [...known].some((flag) => flag.endsWith("="));
  const names: string[] = [];
  let isValue = false;
  for (const word of words) {
    if (word === "--" || (tellsValues && !isValue && !word.startsWith("-"))) break;
    const name: string | undefined = isValue ? undefined : nameOf(word);
    if (name !== undefined) names.push(name);
    isValue = name === word && known.has(`${name}=`);
  }
  return names;
}

/** `--tail` of `--tail=5`, `-i` of `-it`; undefined of what is no flag. */
function nameOf(word: string): string | undefined {
  if (!/^-{1,2}[a-zA-Z]/.test(word)) return undefined;
  return word.startsWith("--") ? word.split("=")[0] : word.slice(0, 2);
}
