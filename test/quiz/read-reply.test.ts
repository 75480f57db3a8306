// What a form holds -> a reply, or what is wrong with it in each field.
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { grade } from "../../src/quiz/grade.ts";
import { type Filled, readReply } from "../../src/quiz/read-reply.ts";
import { aFix, aMultiple, aNumeric, aQuestion, anOrdering } from "./fixture.ts";

test.each<[string, ReturnType<typeof readReply>, object]>([
  ["several options", readReply(aMultiple(), { chosen: [2, 0, 2] }), { reply: { kind: "options", options: [0, 2] } }],
  [
    "no option",
    readReply(aMultiple(), { chosen: [] }),
    { problems: [{ field: "options", problem: "Choose at least one." }] },
  ],
  ["an option that is not there", readReply(aMultiple(), { chosen: [9] }), { problems: [{ field: "options" }] }],
  [
    "two options where one is asked for",
    readReply(aQuestion("a"), { chosen: [0, 1] }),
    { problems: [{ problem: "Choose one." }] },
  ],
  ["a number with its unit", readReply(aNumeric(), { text: "10 pods" }), { reply: { kind: "amount", value: 10 } }],
  ["no number", readReply(aNumeric(), { text: "ten" }), { problems: [{ field: "text" }] }],
  ["steps", readReply(anOrdering(), { places: [2, 0, 1] }), { reply: { kind: "order", order: [2, 0, 1] } }],
  [
    "a step twice and one missing",
    readReply(anOrdering(), { places: [1, 1, undefined] }),
    { problems: [{ field: "place-1" }, { field: "place-2", problem: "Choose a step." }] },
  ],
  ["YAML", readReply(aFix(), { text: "kind: Service" }), { reply: { kind: "manifest", text: "kind: Service" } }],
  [
    "no YAML",
    readReply(aFix(), { text: "a: [1" }),
    { problems: [{ field: "text", problem: expect.stringMatching(/^Line 1/) }] },
  ],
])("%s", (_, read, expected) => {
  expect(read).toMatchObject(expected);
});

test("whatever is filled in, it can be graded or is said to be wrong", () => {
  const filled = fc.record(
    {
      chosen: fc.array(fc.integer({ min: -2, max: 5 })),
      text: fc.string(),
      places: fc.array(fc.option(fc.integer({ min: -1, max: 4 }), { nil: undefined })),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Filled>;
  const questions = fc.constantFrom(aQuestion("a"), aMultiple(), aNumeric(), anOrdering(), aFix());
  fc.assert(
    fc.property(questions, filled, (question, some) => {
      const read = readReply(question, some);
      if ("problems" in read) return read.problems.length > 0 && read.problems.every(({ problem }) => problem !== "");
      return typeof grade(question, read.reply).correct === "boolean";
    }),
  );
});
