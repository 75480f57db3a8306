// A fact that needs the one before it is told with it, or not at all.
import { expect, test } from "@jest/globals";
import { leans } from "../../src/ask/leaning.ts";
import type { Card } from "../../src/knowledge/types.ts";
import { ask, library } from "./library.ts";

const fact = (place: number, text: string): Card => ({
  id: `pods#why/${place}`,
  kind: "fact",
  lesson: "pods",
  section: "pods#why",
  sentences: [text],
  names: [],
});

test.each([
  "So a drained node stays empty.",
  "The other nodes need room.",
  "To turn it off, set the field to false.",
  "If they are gone, start anew.",
])("%s", (text) => {
  expect(leans(fact(2, text))).toBe(true);
  // The first fact of a section has none before it.
  expect(leans(fact(1, text))).toBe(false);
});

test.each(["A pod has one IP address.", "To stop a pod, delete it.", "Some nodes lack room, so the pod waits."])(
  "%s stands alone",
  (text) => expect(leans(fact(2, text))).toBe(false),
);

test("no answer begins with such a fact", () => {
  const opening = new Map(library.cards.map((card) => [card.sentences[0], card]));
  const questions = library.lessons.flatMap(({ asks }) => asks).filter((_, at) => at % 4 === 0);
  const leaders = questions.flatMap((text) => {
    const answer = ask({ text });
    return answer.kind === "answer" ? [opening.get(answer.sentences[0]!.text)] : [];
  });
  expect(leaders.length).toBeGreaterThan(50);
  expect(leaders.filter((card) => card && leans(card))).toEqual([]);
});
