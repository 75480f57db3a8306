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

  test("use the room that two of them leave for what is worth most of the rest", () => {
    const one = [group("a", 20), group("b", 30), group("c", 25)];
    const other = [group("d", 25), group("e", 30), group("f", 30)];
    const worthOf = ([quote]: Quote[]) => "cfebda".indexOf(quote!.text[0]!);
    expect(told(shared([one, other], 80, worthOf))).toEqual([["a", "b"], ["d"]]);
    expect(told(shared([one, other], 90, () => 0))).toEqual([["a", "c"], ["d"]]);
  });

  test("lose what is worth least, and keep their order", () => {
    const long = [group("b", 30), group("c", 30), group("d", 30)];
    const worthOf = ([quote]: Quote[]) => "cbd".indexOf(quote!.text[0]!);
    expect(told(shared([long], 60, worthOf))).toEqual([["b", "d"]]);
    expect(shared([], 60, worthOf)).toEqual([]);
  });
});
