// Made-up messages never crash a lab, and every reply is one that Slack takes: a few thousand here, any number by `npm run fuzz`.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { complaintsOf } from "../../src/cli/fuzz/check-reply.ts";
import { readCorpus } from "../../src/cli/fuzz/corpus.ts";
import { makeInput } from "../../src/cli/fuzz/make-input.ts";
import { fuzz } from "../../src/cli/fuzz/run.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import { replay } from "../../src/lab/replay.ts";
import { createRandom } from "../../src/simulator/kernel/random.ts";

const root = join(import.meta.dirname, "../..");
const { scenarios, findScenario } = readLibrary(join(root, "knowledge"));
const corpus = readCorpus(scenarios, join(root, "../shared/transcripts"));

test("two and a half thousand messages", () => {
  const { findings, inputs } = fuzz({ inputs: 2_500, seed: "the permanent test", scenarios, corpus });
  expect(findings).toEqual([]);
  expect(inputs).toBeGreaterThanOrEqual(2_500);
}, 180_000);

test("the messages are of every kind: commands that work, that do not, manifests, and what is none", () => {
  const random = createRandom("kinds");
  const orchestrators = ["kubernetes", "swarm", "mesos"] as const;
  const made = Array.from({ length: 2_000 }, (_, at) => makeInput(random, corpus, orchestrators[at % 3]!));
  const share = (is: RegExp) => made.filter((text) => is.test(text)).length / made.length;
  expect(new Set(made).size).toBeGreaterThan(1_200);
  for (const tool of [/^kubectl /, /^docker /, /dcos/, /apiVersion/, /services:/, /[^\x20-\x7E\n]/])
    expect(share(tool)).toBeGreaterThan(0.004);
});

test("without recorded sessions there is still enough to bend", () => {
  const alone = readCorpus(scenarios, join(root, "no-such-folder"));
  for (const { commands, manifests } of Object.values(alone)) {
    expect(commands.length).toBeGreaterThan(20);
    expect(manifests.length).toBeGreaterThan(0);
  }
});

test("a reply that Slack would not take is noticed", () => {
  const scenario = findScenario("hpa-spike")!;
  const view = replay(scenario, "seed", ["status"]);
  const turn = { ...view.turns[0]!, meanwhile: [] };
  const withTurn = (change: Partial<typeof turn>) => ({ ...view, turns: [{ ...turn, ...change }] });
  expect(complaintsOf(scenario, withTurn({}))).toEqual([]);
  const chart = { title: "Load", labels: ["0:00", "0:01"], series: [], text: "none" };
  expect(complaintsOf(scenario, { ...withTurn({ toMs: 5_000 }), charts: [chart] })).not.toEqual([]);
});
