// Coverage gaps: what the store keeps as one, and how they are grouped for authors.
import { describe, expect, test } from "@jest/globals";
import type { Answer } from "../../src/ask/answer.ts";
import { printGaps } from "../../src/cli/print-gaps.ts";
import { groupGaps } from "../../src/school/gaps.ts";
import { answerRecords } from "../../src/store/answers.ts";
import { openDatabase } from "../../src/store/database.ts";

const refused = (reason: "not-covered" | "small-talk"): Answer => ({
  kind: "refused",
  reason,
  nearest: [],
  retrieved: [],
});
const nearest: Answer = { kind: "nearest", nearest: [], retrieved: [] };
const given: Answer = {
  kind: "answer",
  intent: "define",
  sentences: [],
  citations: [],
  retrieved: [],
  related: { lesson: "", section: "" },
};

describe("the gaps in the store", () => {
  test("are what was not covered, nearly covered or not helpful; no greeting and no answer that helped", async () => {
    const { kysely } = await openDatabase({ file: ":memory:" });
    const records = answerRecords(kysely);
    const asked: [string, Answer][] = [
      ["hello", refused("small-talk")],
      ["what is terraform", refused("not-covered")],
      ["multi-region clusters?", nearest],
      ["what is a pod", given],
      ["what is a node", given],
    ];
    for (const [at, [question, answer]] of asked.entries()) {
      const place = { team: "T1", channel: "C1", threadTs: "1.0", person: "U1" };
      await records.add({ id: `a${at}`, ...place, question, answer, askedAt: at });
    }
    await records.setThumb("a3", "up");
    await records.setThumb("a4", "down");
    expect(await records.gaps()).toEqual([
      { question: "what is terraform", found: "not covered", askedAt: 1 },
      { question: "multi-region clusters?", found: "nearly covered", askedAt: 2 },
      { question: "what is a node", found: "not helpful", askedAt: 4 },
    ]);
    await kysely.destroy();
  });
});

describe("groups of gaps", () => {
  const groups = groupGaps([
    { question: "how do I stretch a cluster over two regions", found: "nearly covered", askedAt: 1 },
    { question: "what is terraform", found: "not covered", askedAt: 2 },
    { question: "<@U1> stretch one cluster over several regions?", found: "not covered", askedAt: 3 },
    { question: "What is Terraform", found: "not covered", askedAt: 4 },
    { question: "who plays tonight", found: "not covered", askedAt: 5 },
    { question: "what is terraform", found: "not covered", askedAt: 6 },
  ]);

  test("put together what asks the same, the most frequent first, and keep each wording once", () => {
    expect(groups.map(({ questions, times }) => [times, questions])).toEqual([
      [3, ["what is terraform", "What is Terraform"]],
      [2, ["stretch one cluster over several regions?", "how do I stretch a cluster over two regions"]],
      [1, ["who plays tonight"]],
    ]);
  });

  test("are printed with their count and what became of them", () => {
    const printed = printGaps(groups);
    expect(printed).toContain("6 questions in 3 groups");
    expect(printed).toContain(
      "   2  stretch one cluster over several regions?  (not covered, nearly covered; last on 1970-01-01)",
    );
    expect(printGaps([])).toBe("The lessons covered everything that was asked.");
  });
});
