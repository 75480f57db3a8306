// Facts that answer another question share many words with this one, and stay out of its answer.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { createAsk } from "../../src/ask/ask.ts";
import { readLibrary } from "../../src/knowledge/read.ts";

const ask = createAsk(readLibrary(join(import.meta.dirname, "../../knowledge")));

/** The sections that the answer's lines stand in, and its lines. */
function answer(text: string): { sections: string[]; lines: string[] } {
  const given = ask({ text });
  if (given.kind !== "answer") throw new Error(`${text}: ${given.kind}`);
  const at = (n: number) => given.citations.find((citation) => citation.n === n)!.passage.id;
  return {
    sections: given.sentences.flatMap(({ cites }) => cites.map(at)),
    lines: given.sentences.map((sentence) => sentence.text),
  };
}

test("a single question's fact neither leads nor follows where that is not asked", () => {
  expect(answer("is it safe to store passwords in configmaps").sections).not.toContain(
    "access-control#view-configmaps",
  );
  expect(answer("what happens when i delete a pod managed by a deployment").sections).not.toContain(
    "deployments#delete-replicaset",
  );
  // Asked, it leads.
  expect(answer("does the view role show configmaps").sections[0]).toBe("access-control#view-configmaps");
});

test("how often is answered by a frequency, and a figure by two lines at most", () => {
  const { lines } = answer("how often does the hpa check metrics");
  expect(lines[0]).toContain("every 15 seconds");
  expect(lines.length).toBeLessThanOrEqual(2);
});

test("steps are told whole, whatever amount is asked for beside them", () => {
  expect(answer("How can I limit how much a namespace may use altogether?").lines.length).toBeGreaterThan(2);
});
