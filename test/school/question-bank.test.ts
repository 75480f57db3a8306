// What can be asked, by topic, and how it is drawn.
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { assembleLibrary } from "../../src/knowledge/library.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import { createQuestionBank } from "../../src/school/question-bank.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const bank = createQuestionBank(library);
const ids = (topic: string) => bank.about(topic)?.map(({ id }) => id) ?? [];

describe("a topic", () => {
  test("is a track, a lesson, one question, one rule, or everything", () => {
    expect(ids("autoscaling")).toEqual(expect.arrayContaining(["autoscaling-two-metrics", "computed-hpa-ratio"]));
    expect(ids("autoscaling").every((id) => /^(autoscaling|computed)-/.test(id))).toBe(true);
    expect(ids("autoscaling-two-metrics")).toEqual(["autoscaling-two-metrics"]);
    expect(ids("computed-hpa-ratio")).toEqual(["computed-hpa-ratio"]);
    expect(ids("foundations").length).toBeGreaterThan(20);
    expect(ids("").length).toBeGreaterThan(library.questions.length + 20);
    expect(bank.about("basket weaving")).toBeUndefined();
  });

  test("has no computed questions about lessons that a team has hidden", () => {
    const without = assembleLibrary({ ...library, lessons: library.lessons.filter(({ id }) => id !== "autoscaling") });
    expect(
      createQuestionBank(without)
        .about("")
        ?.map(({ id }) => id),
    ).not.toContain("computed-hpa-ratio");
  });
});

describe("drawing", () => {
  const [rule] = bank.about("computed-hpa-ratio") ?? [];
  const [written] = bank.about("autoscaling-two-metrics") ?? [];

  test("is settled by the seed, so that a retry posts the same question", () => {
    const stems = Array.from({ length: 20 }, (_, seed) => bank.draw(rule!, `quiz-${seed}`).stem);
    expect(new Set(stems).size).toBeGreaterThan(10);
    expect(bank.draw(rule!, "quiz-3").stem).toBe(stems[3]);
  });

  test("keeps the rule's id, by which the rotation remembers it, and leaves written questions as they are", () => {
    expect(bank.draw(rule!, "any").id).toBe("computed-hpa-ratio");
    expect(bank.draw(written!, "any")).toBe(written);
  });

  test("runs a prediction", () => {
    const [prediction] = bank.about("daemonsets-predict-nodes") ?? [];
    expect(bank.draw(prediction!, "any")).toMatchObject({ trace: expect.stringContaining("Scheduled") });
  });
});
