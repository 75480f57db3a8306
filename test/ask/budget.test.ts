// How much of each answer is told when several share the room.
import { describe, expect, test } from "@jest/globals";
import type { Quote } from "../../src/ask/answer.ts";
import { shared } from "../../src/ask/budget.ts";

/** A group of one quote of so many words. */
const group = (name: string, words: number): Quote[] => [
  { passage: "a#b", text: [name, ...Array.from({ length: words - 1 }, () => "word")].join(" ") },
];
const told = (answers: Quote[][][]) => answers.map((answer) => answer.flat().map(({ text }) => text.split(" ")[0]));
const first = () => 0;

describe("answers that share their room", () => {
  test("are told whole where they fit, and what a short one leaves goes to the other", () => {
    const [short, long] = [[group("a", 10)], [group("b", 30), group("c", 30), group("d", 30)]];
    expect(told(shared([short, long], 100, first))).toEqual([["a"], ["b", "c", "d"]]);
    expect(told(shared([short, long], 75, first))).toEqual([["a"], ["b", "c"]]);
    expect(told(shared([long, long], 75, first))).toEqual([["b"], ["b"]]);
  });

  test("lose what is worth least, and keep their order", () => {
    const long = [group("b", 30), group("c", 30), group("d", 30)];
    const worthOf = ([quote]: Quote[]) => "cbd".indexOf(quote!.text[0]!);
    expect(told(shared([long], 60, worthOf))).toEqual([["b", "d"]]);
    expect(shared([], 60, worthOf)).toEqual([]);
  });
});
