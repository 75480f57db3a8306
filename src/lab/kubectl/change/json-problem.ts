/** What is wrong with a text that is to be JSON, in the words of Go's encoding/json (scanner.go); nothing when it is JSON. */

type Scan = { text: string; at: number };

const isSpace = (letter: string) => letter === " " || letter === "\t" || letter === "\n" || letter === "\r";

function skip(scan: Scan): string {
  while (isSpace(scan.text[scan.at] ?? "")) scan.at++;
  return scan.text[scan.at] ?? "";
}

const ended = "unexpected end of JSON input";

/** How Go writes a character in an error. */
const quoted = (letter: string) =>
  letter === "'" ? String.raw`'\''` : letter === '"' ? `'"'` : `'${JSON.stringify(letter).slice(1, -1)}'`;

const unexpected = (letter: string, context: string) =>
  letter === "" ? ended : `invalid character ${quoted(letter)} ${context}`;

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const TEXT = /"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/uy;

function take(scan: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.at;
  const [found] = pattern.exec(scan.text) ?? [];
  if (found !== undefined) scan.at += found.length;
  return found !== undefined;
}

function scanText(scan: Scan): string | undefined {
  return take(scan, TEXT) ? undefined : ended;
}

function scanValue(scan: Scan): string | undefined {
  const letter = skip(scan);
  if (letter === "{") return scanMembers(scan, "}", scanPair);
  if (letter === "[") return scanMembers(scan, "]", scanValue);
  if (letter === '"') return scanText(scan);
  const from = scan.at;
  if (!take(scan, SCALAR)) return unexpected(letter, "looking for beginning of value");
  const scalar = scan.text.slice(from, scan.at);
  // A number that no float64 holds (decode.go, convertNumber).
  const isTooLarge = /\d/.test(scalar) && !Number.isFinite(Number(scalar));
  return isTooLarge ? `json: cannot unmarshal number ${scalar} into Go value of type float64` : undefined;
}

function scanPair(scan: Scan): string | undefined {
  const letter = skip(scan);
  if (letter !== '"') return unexpected(letter, "looking for beginning of object key string");
  const key = scanText(scan);
  if (key !== undefined) return key;
  const colon = skip(scan);
  if (colon !== ":") return unexpected(colon, "after object key");
  scan.at++;
  return scanValue(scan);
}

function scanMembers(scan: Scan, end: string, member: (scan: Scan) => string | undefined): string | undefined {
  scan.at++;
  if (skip(scan) === end) {
    scan.at++;
    return undefined;
  }
  for (;;) {
    const problem = member(scan);
    if (problem !== undefined) return problem;
    const next = skip(scan);
    if (next !== "," && next !== end)
      return unexpected(next, end === "}" ? "after object key:value pair" : "after array element");
    scan.at++;
    if (next === end) return undefined;
  }
}

export function jsonProblem(text: string): string | undefined {
  const scan: Scan = { text, at: 0 };
  const problem = scanValue(scan);
  if (problem !== undefined) return problem;
  const rest = skip(scan);
  return rest === "" ? undefined : unexpected(rest, "after top-level value");
}
