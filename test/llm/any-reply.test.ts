// Whatever comes over the wire, what is said is either the keyless answer or stands on passages that exist.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Answer } from "../../src/ask/answer.ts";
import { createRephrase } from "../../src/llm/openai.ts";
import { buoy, drop, fillers, keyless, question, weight } from "./lessons.ts";
import { type ModelServer, onlyChat, replies, sends, startModelServer } from "./model-server.ts";

let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

const words = fc.constantFrom(
  "an",
  "anchor",
  "weighs",
  "40",
  "99",
  "kg",
  "<@U1>",
  "`--slow`",
  "It",
  "Istio",
  "buoy",
  "",
);
const ids = fc.constantFrom(weight.id, drop.id, buoy.id, fillers[8]!.id, "no#where", "");
const anyText = fc.oneof(
  fc.array(words, { maxLength: 90 }).map((each) => each.join(" ")),
  fc.constantFrom("An anchor weighs 40 kg.", "The anchor ".repeat(40)),
  fc.string(),
);
const sentence = fc.oneof(
  fc.record({ text: anyText, cites: fc.array(ids, { maxLength: 3 }) }),
  fc.constantFrom(
    { text: "An anchor weighs 40 kg.", cites: [weight.id] },
    { text: `A buoy ${"floats ".repeat(30)}above the anchor.`, cites: [buoy.id, weight.id] },
    { text: "Let the anchor go.", cites: [drop.id] },
  ),
);
const shaped = fc.record({
  answerable: fc.constantFrom(true, true, true, false),
  sentences: fc.array(sentence, { maxLength: 6 }),
});
const script = fc.oneof(
  { weight: 6, arbitrary: shaped.map(replies) },
  { weight: 1, arbitrary: fc.jsonValue().map(replies) },
  { weight: 1, arbitrary: fc.json().map((body) => sends(body)) },
  { weight: 1, arbitrary: shaped.map((value) => onlyChat({ content: JSON.stringify(value) })) },
);

function expectSound(answer: Extract<Answer, { kind: "answer" }>): void {
  const known = new Set([...keyless.retrieved, weight, drop]);
  const texts = answer.sentences.map(({ text }) => text).join(" ");
  expect(answer.citations.map(({ n }) => n)).toEqual(answer.citations.map((_, at) => at + 1));
  expect(answer.citations.every(({ passage }) => known.has(passage))).toBe(true);
  expect(new Set(answer.sentences.flatMap(({ cites }) => cites))).toEqual(new Set(answer.citations.map(({ n }) => n)));
  expect(answer.sentences.every(({ cites }) => cites.length > 0)).toBe(true);
  expect(texts.split(/\s+/).length).toBeLessThanOrEqual(120);
  expect(texts).not.toMatch(/<[@!]|99|Istio/);
}

test("any reply", async () => {
  let worded = 0;
  await fc.assert(
    fc.asyncProperty(script, async (each) => {
      model.script(each);
      const reasons: string[] = [];
      const onFallback = (reason: string) => void reasons.push(reason);
      const say = createRephrase({
        apiKey: "k",
        baseURL: model.baseURL,
        prompt: "p",
        isName: (word) => word === "Istio",
        onFallback,
      });
      const answer = await say(question, keyless);
      expect(["answer", "nearest"]).toContain(answer.kind);
      if (answer.kind === "answer") expectSound(answer);
      expect(reasons).toHaveLength(answer === keyless ? 1 : 0);
      worded += Number(answer !== keyless && answer.kind === "answer");
    }),
    {
      numRuns: 300,
      // A name that begins a sentence counts as well.
      examples: [[replies({ answerable: true, sentences: [{ text: "Istio 40 40", cites: [weight.id] }] })]],
    },
  );
  expect(worded).toBeGreaterThan(20);
}, 30_000);
