/**
 * A manifest pasted below a command that reads one: `kubectl apply -f -`, then YAML as it is, in a code block, or as a shell's here-document;
 * likewise `docker stack deploy -c -`, `dcos marathon app add` and requests to Marathon with their JSON.
 */
import { plainCharacters, withoutPrompt } from "./repair.ts";

/** A command line, what is pasted for it, and the message behind that. */
export type Pasted = { line: string; stdin: string; rest: string };

const READS_STDIN = /(?:^|\s)(?:-f|--filename|-c|--compose-file)(?:=|\s*)-(?=\s|$)/;
const READS_JSON =
  /^(?:dcos\s+marathon\s+app\s+(?:add|update)\s*(?:\/?[\w/.-]+)?|(?:POST|PUT|PATCH)\s+\/\S+|curl\s.*@-.*)$/;
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

/** JSON is taken for what it is; what stands below a command that reads anything belongs to it. */
const reads = (line: string, below: readonly string[]) =>
  READS_STDIN.test(line) || (READS_JSON.test(line) && JSON_BEGINS.test(below.find((each) => each.trim() !== "") ?? ""));

/** The message without a code block around all of it. */
const unfenced = (message: string) => /^\s*```(?:\w*\n)?([^]*?)\n?```\s*$/.exec(onlyBlock(message))?.[1] ?? message;

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
