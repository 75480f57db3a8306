// `npm run fuzz`: made-up messages in labs on all three orchestrators, looking for crashes and for replies that Slack would not take.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readLibrary } from "../knowledge/read.ts";
import { readSandbox } from "../lab/sandbox.ts";
import { root } from "./common.ts";
import { readCorpus } from "./fuzz/corpus.ts";
import { type Finding, fuzz } from "./fuzz/run.ts";

const HELP = `Look for messages that break a lab.

  npm run fuzz                           10,000 messages
  npm run fuzz -- --inputs 1000000       as many as wished
  npm run fuzz -- --seed NAME            others
`;

const MOST_SHOWN = 20;
const TOLD_EVERY = 50_000;

function print({ game, scenario, what, journal }: Finding): void {
  console.log(
    `game ${game} (${scenario}), message ${journal.length}: ${JSON.stringify(journal.at(-1)?.slice(0, 400))}`,
  );
  console.log(`  ${what.split("\n").slice(0, 6).join("\n  ")}`);
}

function main(): number {
  const { values } = parseArgs({
    options: {
      inputs: { type: "string", default: "10000" },
      seed: { type: "string", default: "shipmate" },
      help: { type: "boolean" },
    },
  });
  const inputs = Number(values.inputs);
  if (values.help || !(inputs > 0)) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const shipped = readLibrary(join(root, "knowledge")).scenarios;
  const sandboxes = ["kubernetes", "swarm", "mesos"].flatMap((orchestrator) => {
    const read = readSandbox(`sandbox ${orchestrator} hours=1`);
    return "problem" in read ? [] : [read.scenario];
  });
  const corpus = readCorpus(shipped, join(root, "../shared/transcripts"));
  const began = performance.now();
  let told = 0;
  let shown = 0;
  const done = fuzz({ inputs, seed: values.seed, scenarios: [...shipped, ...sandboxes], corpus }, (sofar) => {
    for (const finding of sofar.findings.slice(shown, MOST_SHOWN)) print(finding);
    shown = sofar.findings.length;
    if (sofar.inputs < told + TOLD_EVERY) return;
    told += TOLD_EVERY;
    console.log(
      `${told} messages, ${sofar.findings.length} findings, ${Math.round((performance.now() - began) / 1_000)} s`,
    );
  });
  const { ms, scenario, text } = done.slowest;
  console.log(`slowest: ${Math.round(ms)} ms in ${scenario}: ${JSON.stringify(text.slice(0, 200))}`);
  console.log(`${done.inputs} messages in ${done.games} games, ${done.findings.length} findings`);
  return done.findings.length === 0 ? 0 : 1;
}

process.exitCode = main();
