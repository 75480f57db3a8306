// A reply that is heard while it is written: what may be shown of it before its end, and what becomes of it then.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Answer } from "../../src/ask/answer.ts";
import { createRephrase, type Progress, type RephraseOptions } from "../../src/llm/openai.ts";
import { readPart } from "../../src/llm/partial.ts";
import type { Covered, Spent } from "../../src/llm/reply.ts";
import { buoy, drop, keyless, question, weight } from "./lessons.ts";
import { fails, type ModelServer, replies, startModelServer } from "./model-server.ts";
import { pieces, sendsEvents, streams, streamsChat, USAGE } from "./model-streams.ts";

let model: ModelServer;
let reasons: string[] = [];
let shown: Covered[] = [];
let spent: Spent[] = [];
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());
beforeEach(() => {
  [reasons, shown, spent] = [[], [], []];
});

const first = { text: "An anchor has a weight of 40 kg.", cites: [weight.id] };
const second = { text: "You let the anchor go with `anchor drop --slow`.", cites: [drop.id] };
const third = { text: "A buoy floats above the anchor.", cites: [buoy.id] };
const fourth = { text: "A buoy warns other ships.", cites: [buoy.id] };
const wrong = { text: "An anchor weighs 99 kg.", cites: [weight.id] };
const said = (...sentences: unknown[]) => ({ answerable: true, sentences });
const texts = (answer: Answer) => (answer.kind === "answer" ? answer.sentences.map(({ text }) => text) : answer.kind);

function say(progress: Progress = {}, options: Partial<RephraseOptions> = {}): Promise<Answer> {
  const onFallback = (reason: string) => void reasons.push(reason);
  const rephrase = createRephrase({
    apiKey: "k",
    baseURL: model.baseURL,
    prompt: "p",
    isName: () => false,
    onFallback,
    ...options,
  });
  const onGrow = (soFar: Covered) => void shown.push(soFar);
  const onSpent = (used: Spent) => void spent.push(used);
  return rephrase(question, keyless, { onGrow, onSpent, ...progress });
}

describe.each([
  ["Responses", streams],
  ["chat completions", streamsChat],
])("by %s", (_, over) => {
  test("nothing is shown until three sentences are checked; then each that stands, and what was shown only grows", async () => {
    model.script(over(...pieces(said(first, second, third, wrong, fourth))));
    const answer = await say();
    expect(texts(answer)).toEqual([first.text, second.text, third.text, fourth.text]);
    expect(shown.map(texts)).toEqual([
      [first.text, second.text, third.text],
      [first.text, second.text, third.text, fourth.text],
    ]);
    expect(shown.at(-1)).toEqual(answer);
    expect(spent).toEqual([USAGE]);
    expect(reasons).toEqual([]);
  });

  test("nothing is shown when under half of the first three stand, and the call is ended at once", async () => {
    const never = new Promise(() => {});
    model.script(over(...pieces(said(first, wrong, wrong)), never));
    expect(await say()).toBe(keyless);
    expect(shown).toEqual([]);
    expect(reasons).toEqual(["too little stands in the passages"]);
  });

  test("what was shown is given up when the total falls under half", async () => {
    model.script(over(...pieces(said(first, second, wrong, wrong, wrong, wrong))));
    expect(await say()).toBe(keyless);
    expect(shown.map(texts)).toEqual([[first.text, second.text]]);
  });

  test("what was shown is given up when the stream is cut", async () => {
    const [beginning, rest] = [pieces(said(first, second, third, fourth)), 3];
    model.script(over(...beginning.slice(0, -rest), "cut"));
    expect(await say()).toBe(keyless);
    expect(shown.map(texts)).toEqual([[first.text, second.text, third.text]]);
    expect(reasons).toHaveLength(1);
  });
});

test("a model may still say at the end that the passages do not answer it", async () => {
  const text = JSON.stringify({ sentences: [first, second, third], answerable: false });
  model.script(streams(...(text.match(/.{1,9}/gs) ?? [])));
  expect((await say()).kind).toBe("nearest");
  expect(shown).toEqual([]);
});

test("a stream that dies of silence after its beginning ends with the keyless answer", async () => {
  model.script(streams(...pieces(said(first, second, third, fourth)).slice(0, -2), new Promise(() => {})));
  expect(await say({}, { timeoutMs: 5_000, restMs: 150 })).toBe(keyless);
  expect(shown).toHaveLength(1);
  expect(reasons).toEqual(["time limit"]);
});

test("the time limit is for the first sentences; what was begun may take longer", async () => {
  const later = new Promise((done) => setTimeout(done, 500));
  const all = pieces(said(first, second, third, fourth));
  model.script(streams(...all.slice(0, -2), later, ...all.slice(-2)));
  expect(texts(await say({}, { timeoutMs: 300, restMs: 5_000 }))).toHaveLength(4);
});

test("whoever stops it gets the keyless answer back at once, and the endpoint a closed connection", async () => {
  const stop = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  const script = streams(...pieces(said(first, second, third, fourth)).slice(0, -3), new Promise(() => {}));
  model.script((response, seen) => {
    closed = new Promise((done) => response.on("close", done));
    script(response, seen);
  });
  const answer = say({ signal: stop.signal, onGrow: () => stop.abort() });
  expect(await answer).toBe(keyless);
  expect(reasons).toEqual(["stopped"]);
  await closed;
});

test.each([
  ["turned away", fails(429), [{ input: 0, output: 0 }]],
  ["not known at all", streams(...pieces(said(first, second, third)).slice(0, -1), "cut"), []],
  ["told by a whole reply", replies(said(first)), [{ input: 1, output: 1 }]],
])("what a call took is %s", async (_, script, wanted) => {
  model.script(script);
  await say();
  expect(spent).toEqual(wanted);
});

test("a signal that is aborted already asks nobody", async () => {
  model.script(replies(said(first)));
  expect(await say({ signal: AbortSignal.abort() })).toBe(keyless);
  expect(model.seen).toEqual([]);
});

test.each([
  ["says that it failed", { type: "response.failed", response: {} }, "unreadable reply"],
  ["sends an error", { type: "error", error: { message: "anchor", code: "server_error" } }, "unreadable reply"],
  ["sends no text in a piece of text", { type: "response.output_text.delta", delta: 7 }, "unreadable reply"],
  ["declines", { type: "response.refusal.delta", delta: "I cannot" }, "model declined"],
  ["says nothing", { type: "response.created" }, "no answer in the reply"],
])("the keyless answer comes back when the stream %s", async (_, event, reason) => {
  model.script(sendsEvents(event));
  expect(await say()).toBe(keyless);
  expect(reasons).toEqual([reason]);
});

test("wherever a reply is cut, what is read of it is its beginning", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('"}]}', '\\"answerable\\":false', '{"text":"', "]", "\\"));
  const sentences = fc.array(fc.record({ text, cites: fc.array(text, { maxLength: 2 }) }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.boolean(), sentences, fc.nat(), (answerable, list, at) => {
      const whole = JSON.stringify({ answerable, sentences: list });
      const part = readPart(whole.slice(0, at % (whole.length + 1)));
      expect([undefined, answerable]).toContain(part.answerable);
      expect(part.sentences).toEqual(list.slice(0, part.sentences.length));
      expect(readPart(whole)).toEqual({ answerable, sentences: list });
    }),
  );
});
