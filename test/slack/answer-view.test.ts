// How an answer looks while it grows and when it is whole: what was shown stays where it is, and nothing in it can address anybody.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Sentence } from "../../src/ask/answer.ts";
import { answerBegunView, answerView } from "../../src/slack/views/answer.ts";
import { answerMarkdown } from "../../src/slack/views/answer-lines.ts";
import { gapBlocks } from "../../src/slack/views/answer-gaps.ts";
import { keyless } from "../llm/lessons.ts";

const until = Date.UTC(2026, 10, 23, 13);
const content = { kind: "answer", answerId: "a1", question: "q", answer: keyless } as const;

describe("Markdown of a stream", () => {
  const sentence = fc.record({
    text: fc.string({ minLength: 1 }),
    cites: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  });

  test("of the first sentences begins that of all of them, so that the rest can be appended", () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1 }), fc.nat(), (sentences: Sentence[], at) => {
        const whole = answerMarkdown({ ...keyless, sentences });
        const part = answerMarkdown({ ...keyless, sentences: sentences.slice(0, 1 + (at % sentences.length)) });
        expect(whole.startsWith(part)).toBe(true);
      }),
    );
  });

  test("addresses nobody, in words or in code", () => {
    const sentences = ["Ask <!channel> & <@U1>.", "Run `echo <!here>` now."].map((text) => ({ text, cites: [1] }));
    const code = { text: "echo <!channel> <@U1> <#C1> <b>", cites: [1], code: true };
    const said = answerMarkdown({ ...keyless, sentences: [...sentences, code] });
    expect(said).not.toMatch(/<[!@#]/);
    expect(said).toContain("Ask &lt;!channel&gt; &amp;");
    expect(said).toContain("<b>");
  });

  test("says first that the answer is in English", () => {
    expect(answerMarkdown({ ...keyless, translated: true })).toMatch(/^My lessons are in English/);
    expect(answerBegunView({ answer: { ...keyless, translated: true } }).text).toMatch(/^My lessons are in English/);
  });
});

test("an answer says what became of a model's wording", () => {
  const text = (aside: Parameters<typeof answerView>[0]["aside"]) => answerView({ ...content, aside }).text;
  expect(text(undefined)).toMatch(/^An anchor weighs/);
  expect(text({ kind: "replaced" })).toMatch(/^What stood here before/);
  expect(text({ kind: "stopped" })).toMatch(/^Stopped here/);
  const usedUp = { what: "tokens", limit: 1, until } as const;
  expect(text({ kind: "used-up", usedUp: { ...usedUp, whose: "person" } })).toMatch(/your share.*<!date\^1795438800\^/);
  expect(text({ kind: "used-up", usedUp: { ...usedUp, whose: "team" } })).toMatch(/this workspace's share/);
});

test("gaps are told as they were asked, and what people wrote formats nobody's message", () => {
  const gap = { questions: ["Who wakes <!channel>?"], times: 1, found: ["not covered" as const], lastAskedAt: until };
  const many = Array.from({ length: 20 }, (_, n) => ({
    ...gap,
    questions: [`${"long ".repeat(200)}${n}`, "b"],
    times: 9,
  }));
  expect(gapBlocks([])).toEqual([]);
  const [first] = gapBlocks([gap]);
  expect(JSON.stringify(first)).toContain("Who wakes &lt;!channel&gt;? (once; not covered; last <!date^");
  const [shown, note] = gapBlocks(many);
  expect(JSON.stringify(shown).length).toBeLessThan(3_000);
  expect(JSON.stringify(note)).toContain("12 more are there");
});
