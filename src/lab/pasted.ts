/**
 * A manifest pasted below a command that reads one: `kubectl apply -f -`, then YAML as it is, in a code block, or as a shell's here-document;
 * likewise `docker stack deploy -c -`, `dcos marathon app add` and requests to Marathon with their JSON. What is pasted below `-f web.yaml`
 * is that file.
 */
import { plainCharacters, withoutPrompt } from "./repair.ts";

/** A command line, what is pasted for it, and the message behind that. */
export type Pasted = { line: string; stdin: string; rest: string };

const READS_STDIN = /(?:^|\s)(?:-f|--filename|-c|--compose-file)(?:=|\s*)-(?=\s|$)/;
const READS_JSON =
  /^(?:dcos\s+marathon\s+app\s+(?:add|update)\s*(?:\/?[\w/.-]+)?|(?:POST|PUT|PATCH)\s+\/\S+|curl\s.*@-.*)$/;
const READS_FILE = /(?:^|\s)(?:-f|--filename|-c|--compose-file)(?:=|\s*)[\w./-]+\.(?:ya?ml|json)(?=\s|$)/;
/** The first line of a manifest, a Compose file or a code block: no command begins so. */
const MANIFEST_BEGINS = /^\s*(?:```|---|[{[]|["']?[A-Za-z][\w.-]*["']?:(?:\s|$))/;
const JSON_BEGINS = /^\s*(?:\{|\[|```)/;
const HERE_DOCUMENT = /\s*<<-?\s*(["']?)(\w+)\1/;
const FENCE = /^\s*```\w*\s*$/;

/** Nothing when the message does not begin with such a command, or nothing stands below it. */
export function readPasted(message: string): Pasted | undefined {
  const lines = unfenced(plainCharacters(message.replace(/\r\n?/g, "\n"))).split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const line = withoutPrompt(lines[first] ?? "");
  const below = lines.slice(first + 1);
  if (below.every((each) => each.trim() === "") || !reads(line, below)) return undefined;
  const here = HERE_DOCUMENT.exec(line);
  const command = line.replace(HERE_DOCUMENT, "");
  if (here) return upTo(command, below, (each) => each.trim() === here[2]);
  const opens = below.findIndex((each) => each.trim() !== "");
  const fenced = FENCE.test(below[opens] ?? "");
  return fenced ? upTo(command, below.slice(opens + 1), (each) => FENCE.test(each)) : upTo(command, below, () => false);
}

/** The first line that is no comment. */
const firstOf = (lines: readonly string[]) =>
  lines.find((line) => line.trim() !== "" && !line.trim().startsWith("#")) ?? "";

/** Whether lines are a manifest, a Compose file or a code block rather than commands. */
export const beginsManifest = (lines: readonly string[]) => MANIFEST_BEGINS.test(firstOf(lines));

/** What stands below a command that reads anything belongs to it; a named file and JSON are known by how they begin. */
function reads(line: string, below: readonly string[]): boolean {
  if (READS_STDIN.test(line)) return true;
  if (READS_FILE.test(line)) return beginsManifest(below);
  return READS_JSON.test(line) && JSON_BEGINS.test(firstOf(below));
}

/** The message without a code block around all of it. */
export const unfenced = (message: string) =>
  /^\s*```(?:\w*\n)?([^]*?)\n?```\s*$/.exec(onlyBlock(message))?.[1] ?? message;

/** A message that has other code blocks is none that is one. */
const onlyBlock = (message: string) => (message.split("```").length === 3 ? message : "");

function upTo(line: string, below: readonly string[], isEnd: (line: string) => boolean): Pasted {
  const end = below.findIndex(isEnd);
  const taken = end < 0 ? below : below.slice(0, end);
  return {
    line,
    stdin: `${taken.join("\n").replace(/\n+$/, "")}\n`,
    rest: end < 0 ? "" : below.slice(end + 1).join("\n"),
  };
}

/** The file that a command names, if any; "-" is none. */
export function fileOf(words: readonly string[]): string | undefined {
  for (const [at, word] of words.entries()) {
    const joined = /^(?:-f|--filename|-c|--compose-file)=(.+)$/.exec(word)?.[1] ?? /^-[fc]([\w./].*)$/.exec(word)?.[1];
    const named = joined ?? (/^(?:-f|--filename|-c|--compose-file)$/.test(word) ? words[at + 1] : undefined);
    if (named !== undefined) return named === "-" ? undefined : named.replace(/^\.\//, "");
  }
  return undefined;
}
