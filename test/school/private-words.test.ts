// What is owed in private to somebody who waits for an acknowledgement.
import { describe, expect, test } from "@jest/globals";
import { type Delivery, type Destination, claim, mustReconcile, owe, settle } from "../../src/school/delivery.ts";
import { answers, follow } from "../../src/school/private-words.ts";

const URL = "https://hooks.slack.example/1";
const act = { key: "action:U1:1.5:thumb:2.5", url: URL };
const toUrl: Destination = { kind: "response", url: URL, user: "U1" };
const toPerson: Destination = { kind: "private", channel: "C1", user: "U1" };
const word = (id: string, destination: Destination): Delivery =>
  owe({ id, team: "T1", destination, content: { kind: "help" } });

describe("a delivery answers an act", () => {
  test.each<[string, Destination, boolean]>([
    ["reply:x", toUrl, true],
    [`feedback:${act.key}`, toPerson, true],
    [`feedback:${act.key}1`, toPerson, false],
    ["feedback:action:U1:1.5:thumb:9.9", toPerson, false],
    ["reply:x", { ...toUrl, url: `${URL}2` }, false],
    // What all can see is looked for in Slack: nobody has to wait for it.
    [`lab:${act.key}`, { kind: "message", channel: "C1" }, false],
  ])("%s %j: %s", (id, destination, expected) => {
    expect(answers(word(id, destination), act)).toBe(expected);
  });
});

test("private words that may have been shown are given up, and never sent again", () => {
  const claimed = claim(word("reply:x", toUrl), "one", 0, 0);
  expect(settle(claimed, { kind: "lost", error: "timeout" }, 0)).toMatchObject({ status: "dead" });
  // A killed process left it so.
  expect(mustReconcile(claim(claimed, "two", 99_000, 0))).toBe(true);
});

/** An outbox of words that are settled by hand. */
function outbox(...words: Delivery[]) {
  const open = new Set(words);
  const watchers = new Set<(delivery: Delivery) => void>();
  return {
    owed: async () => [...open],
    watch: (hear: (delivery: Delivery) => void) => {
      watchers.add(hear);
      return () => watchers.delete(hear);
    },
    settle(delivery: Delivery, status: "sent" | "dead") {
      open.delete(delivery);
      for (const hear of watchers) hear({ ...delivery, status });
    },
    watched: () => watchers.size,
  };
}

describe("somebody was told", () => {
  test("when nothing is owed to them, whatever is owed to others", async () => {
    const { owed, watch } = outbox(word("reply:other", { ...toUrl, url: "elsewhere" }));
    expect(await follow(act, owed, watch).told(50)).toBe(true);
  });

  test("when all their words arrived", async () => {
    const words = [word("reply:x", toUrl), word(`feedback:${act.key}`, toPerson)] as const;
    const { owed, watch, settle: arrive } = outbox(...words);
    const told = follow(act, owed, watch).told(5_000);
    for (const each of words) arrive(each, "sent");
    expect(await told).toBe(true);
  });

  test("not when one was lost, even before anybody asked", async () => {
    const lost = word("reply:x", toUrl);
    const { owed, watch, settle: give } = outbox(lost);
    const following = follow(act, owed, watch);
    give(lost, "dead");
    expect(await following.told(50)).toBe(false);
  });

  test("not when it takes too long; and nothing is watched any more afterwards", async () => {
    const { owed, watch, watched } = outbox(word("reply:x", toUrl));
    const following = follow(act, owed, watch);
    expect(await following.told(20)).toBe(false);
    following.end();
    expect(watched()).toBe(0);
  });
});
