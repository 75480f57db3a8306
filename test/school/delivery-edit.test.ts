// An edit of what another delivery posts: it waits for that, gets its ts, or is given up with it.
import { expect, test } from "@jest/globals";
import { claim, type Delivery, owe, placeEdit, settle } from "../../src/school/delivery.ts";

const content = { kind: "note", text: "whole" } as const;
const begun = owe({ id: "answer:1", team: "T1", destination: { kind: "message", channel: "D1" }, content });
const edit = claim(
  owe({ id: "whole:1", team: "T1", destination: { kind: "edit", channel: "D1", ts: "", of: "answer:1" }, content }),
  "one",
  1_000,
  1_000,
);
const sent: Delivery = { ...begun, status: "sent", ts: "7.5" };

test("gets the ts of what was posted", () => {
  expect(placeEdit(edit, sent)).toMatchObject({
    destination: { kind: "edit", channel: "D1", ts: "7.5", of: "answer:1" },
  });
});

test.each(["pending", "sending"] as const)("waits while that is %s, without using up an attempt", (status) => {
  const outcome = placeEdit(edit, { ...begun, status });
  expect(outcome).toEqual({ kind: "too-early" });
  const waiting = settle(edit, { kind: "too-early" }, 5_000);
  expect(waiting).toMatchObject({ status: "pending", attempts: 0 });
  expect(waiting.notBefore).toBeGreaterThan(5_000);
});

test.each([
  ["was refused", { ...begun, status: "dead" } as Delivery],
  ["is gone", undefined],
])("is given up when that %s", (_, posted) => {
  const outcome = placeEdit(edit, posted);
  expect(outcome).toMatchObject({ kind: "refused" });
  expect("kind" in outcome && settle(edit, outcome, 5_000)).toMatchObject({ status: "dead" });
});
