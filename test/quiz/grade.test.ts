// What an answer is worth.
import { describe, expect, test } from "@jest/globals";
import { grade, tally } from "../../src/quiz/grade.ts";
import { aQuestion } from "./fixture.ts";

const question = aQuestion("a", "pods", 2);

describe("grades", () => {
  test("a right and a wrong answer, each with its own feedback", () => {
    expect(grade(question, 2)).toEqual({ correct: true, chosen: 2, feedback: "feedback 2", right: 2 });
    expect(grade(question, 0)).toEqual({ correct: false, chosen: 0, feedback: "feedback 0", right: 2 });
  });

  test.each([-1, 4, 1.5, Number.NaN])("there is no option %d", (option) => {
    expect(() => grade(question, option)).toThrow(RangeError);
  });
});

describe("a tally", () => {
  test("counts votes by option", () => {
    const answers = [2, 0, 2, 3, 2].map((option) => ({ option }));
    expect(tally(question, answers)).toEqual({ votes: [1, 0, 3, 1], correct: 3, total: 5 });
    expect(tally(question, [])).toEqual({ votes: [0, 0, 0, 0], correct: 0, total: 0 });
  });

  test("keeps an answer to an option that is gone in the total only", () => {
    expect(tally(question, [{ option: 7 }, { option: 2 }])).toEqual({ votes: [0, 0, 1, 0], correct: 1, total: 2 });
  });
});
