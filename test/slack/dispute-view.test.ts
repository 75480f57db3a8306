// How a disputed quiz looks to whoever decides: within Slack's limits, however many dispute it and however they answered.
import { describe, expect, test } from "@jest/globals";
import type { Case } from "../../src/school/disputes.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import { caseView, disputeView, ruledView, waitingBlocks } from "../../src/slack/views/disputes.ts";
import { exportView } from "../../src/slack/views/privacy.ts";
import { aNumeric, aQuestion } from "../quiz/fixture.ts";

const quiz: Quiz = {
  id: "now:1",
  team: "T1",
  channel: "C1",
  schedule: "",
  owner: "U9",
  audience: "",
  question: aQuestion("q"),
  order: [2, 0, 1, 3],
  postedAt: 1,
  closesAt: 2,
  closed: true,
};
const dispute = (n: number, reason: string) => ({
  quiz: quiz.id,
  team: "T1",
  person: n === 0 ? "gone-1" : `U${n}`,
  reason,
  openedAt: n,
  outcome: "" as const,
  settledBy: "",
  settledAt: 0,
});
const wrong = (value: number, count: number): Case["wrong"][number] => ({
  id: `given-${value}`,
  count,
  grade: { correct: false, feedback: "", partly: "", reply: { kind: "amount", value }, said: `${value} pods` },
});
type Blocks = {
  type: string;
  text?: { text: string };
  element?: { options: { value: string; text: { text: string } }[] };
}[];

describe("a disputed quiz", () => {
  const disputes = Array.from({ length: 30 }, (_, n) => dispute(n, "&".repeat(600)));
  const many = {
    quiz: { ...quiz, question: aNumeric() },
    disputes,
    wrong: Array.from({ length: 30 }, (_, n) => wrong(n, n)),
  };
  const blocks = caseView(many).blocks as Blocks;
  const options = blocks.flatMap(({ element }) => element?.options ?? []);

  test("offers the most frequent replies, and always to keep and to withdraw", () => {
    expect(options).toHaveLength(10);
    expect(options[0]?.value).toBe("keep");
    expect(options[1]).toMatchObject({ value: "accept given-29", text: { text: "Accept: 29 pods (29 answered so)" } });
    expect(options.at(-1)?.value).toBe("void");
    expect(options.every(({ text }) => text.text.length <= 75)).toBe(true);
  });

  test("keeps to Slack's lengths, and names nobody who is gone", () => {
    expect(blocks.length).toBeLessThan(30);
    expect(blocks.every(({ text }) => (text?.text.length ?? 0) <= 3000)).toBe(true);
    expect(blocks.some(({ text }) => text?.text.startsWith("Somebody: “"))).toBe(true);
    expect(JSON.stringify(blocks)).not.toContain("gone-1");
  });

  test("names an option by the letter under which it was shown", () => {
    const grade = { correct: false, feedback: "", partly: "", reply: { kind: "option", option: 2 }, said: "" } as const;
    const shown = caseView({ quiz, disputes: [dispute(1, "so")], wrong: [{ id: "option-2", grade, count: 1 }] });
    expect(JSON.stringify(shown.blocks)).toContain("Accept: A. option 2 (1 answered so)");
  });
});

test("words of people are escaped wherever they are shown", () => {
  const hostile = "<!channel> <@U1> *x*";
  const letter = disputeView({ quiz, person: "U1", reason: hostile });
  expect(letter.text).toContain("“&lt;!channel&gt; &lt;@U1&gt; *x*”");
  expect(JSON.stringify(letter)).not.toContain("<!channel>");
  const stem = { ...quiz, question: { ...quiz.question, stem: "Is <!here> it?" } };
  for (const drawn of [ruledView({ quiz: stem, change: "right" }), waitingBlocks([{ quiz: stem, count: 2 }])])
    expect(JSON.stringify(drawn)).not.toContain("<!here>");
});

describe("an export", () => {
  const texts = (page: number, json: string) => {
    const blocks = exportView(json, page).blocks as { type: string; elements?: { elements: { text: string }[] }[] }[];
    return blocks.filter(({ type }) => type === "rich_text").map(({ elements }) => elements![0]!.elements[0]!.text);
  };

  test("stands whole in the modal, over as many pages as it takes", () => {
    const json = JSON.stringify(
      Array.from({ length: 900 }, (_, n) => ({ n, said: "word ".repeat(20) })),
      undefined,
      2,
    );
    const all: string[] = [];
    for (let page = 1; all.join("\n").length < json.length; page++) {
      const found = texts(page, json);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((text) => text.length <= 2_800)).toBe(true);
      all.push(...found);
    }
    expect(all.join("\n")).toBe(json);
  });

  test("shows its last page for a page that is not there", () => {
    expect(texts(99, "{}")).toEqual(["{}"]);
    expect(texts(-1, "{}")).toEqual(["{}"]);
  });
});
