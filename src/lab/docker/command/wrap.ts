/** The table of flags that --help prints, wrapped as spf13/pflag's FlagUsagesWrapped does for a terminal of 80 columns. */
import { placeholderOf, type Flag } from "./flag-types.ts";

const COLUMNS = 79;

/** A last word or two may go over the edge by this much. */
const SLOP = 5;
const LEAST = 24;
const DEEP_INDENT = 16;

/** A piece of at most `width` characters, which may hold line ends of its own, and what is left. */
function cut(width: number, text: string): [piece: string, rest: string] {
  if (width + SLOP > text.length) return [text, ""];
  const head = text.slice(0, width);
  const at = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\t"), head.lastIndexOf("\n"));
  if (at <= 0) return [text, ""];
  const lineEnd = head.lastIndexOf("\n");
  const end = lineEnd > 0 && lineEnd < at ? lineEnd : at;
  return [text.slice(0, end), text.slice(end + 1)];
}

function wrap(indent: number, text: string): string {
  const isTight = COLUMNS - indent < LEAST;
  const margin = " ".repeat(isTight ? DEEP_INDENT : indent);
  const width = COLUMNS - margin.length - SLOP;
  const pieces: string[] = [];
  let rest = text;
  do {
    const [piece, left] = cut(width, rest);
    pieces.push(piece);
    rest = left;
  } while (rest !== "");
  const joined = pieces.join("\n").replaceAll("\n", `\n${margin}`);
  return isTight ? `\n${margin}${joined}` : joined;
}

function headOf(flag: Flag): string {
  const head = flag.short ? `  -${flag.short}, --${flag.name}` : `      --${flag.name}`;
  const placeholder = placeholderOf(flag);
  return placeholder === "" ? head : `${head} ${placeholder}`;
}

const byName = (a: Flag, b: Flag) => Number(a.name > b.name) - Number(a.name < b.name);

/** One flag a paragraph, by name. */
export function flagUsages(flags: readonly Flag[]): string {
  const heads = flags.toSorted(byName).map((flag) => ({ head: headOf(flag), flag }));
  const longest = Math.max(...heads.map(({ head }) => head.length)) + 1;
  return heads
    .map(({ head, flag }) => {
      const usage = flag.default === undefined ? flag.usage : `${flag.usage} (default ${flag.default})`;
      return `${head}${" ".repeat(longest - head.length)}  ${wrap(longest + 2, usage)}`;
    })
    .join("\n")
    .trimEnd();
}
