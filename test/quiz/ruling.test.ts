// A grade that an author puts right, and what was learnt by it, reckoned again.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BEGINNER, rate, unanswered } from "../../src/quiz/difficulty.ts";
import { review } from "../../src/quiz/memory.ts";
import { type PastAnswer, abilityAfter, difficultyAfter, memoryAfter } from "../../src/quiz/relearn.ts";
import type { Reply } from "../../src/quiz/reply.ts";
import { type Ruling, gradeUnder, isSame } from "../../src/quiz/ruling.ts";
import { aFix, aMultiple, aNumeric, aQuestion, anOrdering } from "./fixture.ts";

const accept = (reply: Reply): Ruling => ({ kind: "accept", replies: [reply] });

describe("a ruling", () => {
  test.each([
    ["single", aQuestion("q"), { kind: "option", option: 2 }, { kind: "option", option: 3 }],
    ["multiple", aMultiple(), { kind: "options", options: [3, 0] }, { kind: "options", options: [0] }],
    ["numeric", aNumeric(), { kind: "amount", value: 12 }, { kind: "amount", value: 13 }],
    ["ordering", anOrdering(), { kind: "order", order: [1, 0, 2] }, { kind: "order", order: [2, 0, 1] }],
    ["fix", aFix(), { kind: "manifest", text: "kind: Service\n" }, { kind: "manifest", text: "kind: Pod" }],
  ] as const)("makes one reply more right, of type %s, and no other", (_, question, accepted, other) => {
    const [reply, wrong] = [accepted, other] as [Reply, Reply];
    expect(gradeUnder(undefined, question, reply).correct).toBe(false);
    expect(gradeUnder(accept(reply), question, reply)).toMatchObject({ correct: true, partly: "", reply });
    expect(gradeUnder(accept(reply), question, wrong).correct).toBe(false);
    expect(gradeUnder(accept(reply), question, { kind: "unsure" }).correct).toBe(false);
    expect(gradeUnder({ kind: "void" }, question, reply).correct).toBe(false);
  });

  test("takes nothing from what was right before", () => {
    const right = { kind: "option", option: 1 } as const;
    const posted = gradeUnder(undefined, aQuestion("q"), right);
    expect(gradeUnder(accept({ kind: "option", option: 2 }), aQuestion("q"), right)).toEqual(posted);
  });

  test("knows the same answer in another dress", () => {
    expect(isSame({ kind: "options", options: [2, 0] }, { kind: "options", options: [0, 2] })).toBe(true);
    expect(isSame({ kind: "order", order: [2, 0] }, { kind: "order", order: [0, 2] })).toBe(false);
    expect(isSame({ kind: "manifest", text: "a: 1\n" }, { kind: "manifest", text: "a: 1" })).toBe(true);
    expect(isSame({ kind: "option", option: 1 }, { kind: "amount", value: 1 })).toBe(false);
  });
});

describe("what was learnt, reckoned again", () => {
  const history = fc.array(
    fc.record({ correct: fc.boolean(), guessed: fc.boolean(), days: fc.integer({ min: 0, max: 90 }) }),
    { maxLength: 12 },
  );

  test("comes to what was reckoned answer by answer", () => {
    fc.assert(
      fc.property(history, (given) => {
        let [learner, item, memory, at] = [BEGINNER, unanswered(4), undefined as ReturnType<typeof memoryAfter>, 0];
        const answers: PastAnswer[] = [];
        for (const { correct, guessed, days } of given) {
          at += days * 86_400_000;
          answers.push({ correct, guessed, ability: learner.value, difficulty: item.value, level: 4, at });
          ({ learner, item } = rate({ learner, item }, correct));
          memory = review(memory, correct ? (guessed ? "guessed" : "known") : "forgotten", at);
        }
        expect(abilityAfter(answers)).toEqual(learner);
        expect(difficultyAfter(answers, 4)).toEqual(item);
        expect(memoryAfter(answers)).toEqual(memory);
      }),
    );
  });

  test("takes a record from before ratings were noted as a beginner's, at the level of its author", () => {
    const old = { correct: true, guessed: false, ability: undefined, difficulty: undefined, level: 5, at: 1 };
    expect(abilityAfter([old])).toEqual(rate({ learner: BEGINNER, item: unanswered(5) }, true).learner);
    expect(difficultyAfter([old], 5)).toEqual(rate({ learner: BEGINNER, item: unanswered(5) }, true).item);
  });
});
