// Messages that nobody would type: known commands bent, cut, joined and drowned in odd characters, and noise.
import type { Orchestrator } from "../../knowledge/scenario/format.ts";
import type { Random } from "../../simulator/kernel/random.ts";
import type { Corpus, Material } from "./corpus.ts";

const pick = <T>(random: Random, all: readonly T[]): T => all[random.below(all.length)]!;

const ODD = [
  "",
  " ",
  "\n",
  "\t",
  "\0",
  "\u001B[31m",
  "'",
  '"',
  "`",
  "```",
  "\\",
  "--",
  "-",
  "=",
  "=-1",
  "/",
  "//",
  "../",
  "{}",
  "{",
  "[",
  "]",
  "$",
  "$(",
  "|",
  ";",
  "&&",
  "&amp;",
  "&lt;",
  "<!channel>",
  "<@U0ADA0001>",
  "<http://a|b>",
  "*",
  "?",
  "%",
  ":",
  ",",
  "@",
  "#",
  "~",
  "!",
  "\u2014",
  "\u201C",
  "\uFEFF",
  "\u202E",
  "\u{1F600}",
  "\uD800",
  "e\u0301",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "true",
  "-f",
  "-f -",
  "-o",
  "-o yaml",
  "-o json",
  "-w",
  "-A",
  "--all",
  "--help",
  "jsonpath={.items[*].metadata.name}",
  "{{.Name}}",
  "custom-columns=A:.b",
];
const NUMBERS = [
  "0",
  "-1",
  "1",
  "-0",
  "1e9",
  "99999999999999999999",
  "2147483648",
  "0.5",
  "1/0",
  "50%",
  "101%",
  "-5%",
  "100m",
  "1Gi",
  "1e400",
  "0x10",
  "007",
  " 5",
];

type Bend = (text: string, random: Random, corpus: Material) => string;

const at = (text: string, random: Random) => random.below(text.length + 1);

/** Takes the words apart, changes one, and puts them together again. */
function bendWords(change: (words: string[], at: number, random: Random, corpus: Material) => string[]): Bend {
  return (text, random, corpus) => {
    const words = text.split(" ");
    return change(words, random.below(words.length), random, corpus).join(" ");
  };
}

const BENDS: readonly Bend[] = [
  bendWords((words, index) => words.toSpliced(index, 1)),
  bendWords((words, index) => words.toSpliced(index, 0, words[index]!)),
  bendWords((words, index, random, corpus) => words.with(index, pick(random, corpus.words))),
  bendWords((words, index, random, corpus) => words.toSpliced(index, 0, pick(random, corpus.words))),
  bendWords((words, index, random) => words.with(index, pick(random, ODD))),
  bendWords((words, index, random) => words.toSpliced(index, 0, pick(random, ODD))),
  bendWords((words, index, random) =>
    words.toSpliced(index, 1).toSpliced(random.below(words.length), 0, words[index]!),
  ),
  bendWords((words, index, random) =>
    words.with(
      index,
      words[index]!.replace(/=.*|$/, () => `=${pick(random, NUMBERS)}`),
    ),
  ),
  (text, random) => text.replace(/\d+/, () => pick(random, NUMBERS)),
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => {
    const where = at(text, random);
    return text.slice(0, where) + pick(random, ODD) + text.slice(where);
  },
  (text, random) => {
    const where = at(text, random);
    return (
      text.slice(0, where) +
      String.fromCharCode(random.below(random.below(10) === 0 ? 65_536 : 128)) +
      text.slice(where + 1)
    );
  },
  (text, random, corpus) => `${text}${pick(random, ["\n", " && ", "; ", " "])}${pick(random, corpus.commands)}`,
  (text, random, corpus) => `${text}\n${bendManifest(pick(random, corpus.manifests), random)}`,
  (text, random) =>
    pick(random, ["```\n", "`", "$ ", "```bash\n", "> "]) + text + pick(random, ["\n```", "`", "", "```"]),
  (text, random) => text.repeat(random.between(2, 4)),
  (text) => text.toUpperCase(),
];

/** A manifest with a line lost, doubled, moved in or out, or with another value. */
function bendManifest(text: string, random: Random): string {
  const lines = text.slice(0, 4_000).split("\n");
  for (let times = random.below(4); times > 0; times--) {
    const index = random.below(lines.length);
    const line = lines[index] ?? "";
    const bent = pick(random, [
      [],
      [line, line],
      [`  ${line}`],
      [line.replace(/^ {2}/, "")],
      [line.replace(/:.*/, () => `: ${pick(random, [...NUMBERS, ...ODD])}`)],
      [line.replace(/[\w-]+:/, () => `${pick(random, ODD)}:`)],
    ]);
    lines.splice(index, 1, ...bent);
  }
  return lines.join("\n");
}

const BARE = 20;
const NOISE = 30;
const FOREIGN = 20;

const ORCHESTRATORS = ["kubernetes", "swarm", "mesos"] as const;

/** One message. One in thirty is noise, one in twenty a manifest without a command, one in twenty made for any orchestrator. */
export function makeInput(random: Random, all: Corpus, orchestrator: Orchestrator): string {
  const corpus = all[random.below(FOREIGN) === 0 ? pick(random, ORCHESTRATORS) : orchestrator];
  if (random.below(NOISE) === 0) return noise(random, corpus);
  if (random.below(BARE) === 0) return `\`\`\`\n${bendManifest(pick(random, corpus.manifests), random)}\n\`\`\``;
  let text = pick(random, corpus.commands);
  for (let times = random.below(4); times > 0; times--) text = pick(random, BENDS)(text, random, corpus);
  return text;
}

function noise(random: Random, corpus: Material): string {
  const length = random.below(40);
  return Array.from({ length }, () => pick(random, random.below(2) === 0 ? ODD : corpus.words)).join(
    pick(random, ["", " "]),
  );
}
