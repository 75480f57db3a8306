import { expect, test } from "@jest/globals";
import { count, report } from "../../src/cli/chaos/report.ts";

const post = (delivery: string) => ({ delivery, channel: "C0STUDY01", at: 0 });
const storm = { kills: 1, stuns: 2, freezes: 3, restarts: 4, cuts: 5, drops: 6 };
const result = { expected: 3, posts: [post("a"), post("a"), post("b")], stuck: "", storm, reconciled: 1, lateness: [] };

test("a slot that is posted twice is a duplicate, one that is not posted is lost", () => {
  expect(count(result)).toEqual({ duplicates: 1, lost: 1 });
  expect(report(result).at(-1)).toBe("3 expected, 3 posted, 1 duplicates, 1 lost");
});

test("a run that never came to its end tells what it waited for, and what was posted until then", () => {
  const lines = report({ ...result, stuck: "the backlog to shrink" });
  expect(lines.at(-2)).toBe("waited in vain for the backlog to shrink");
  expect(lines.at(-1)).toBe("3 expected, 3 posted, 1 duplicates, 1 lost");
  expect(report(result).join("\n")).not.toContain("in vain");
});
