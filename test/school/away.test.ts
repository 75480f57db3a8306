// An app that is out of its workspace and comes back: nobody can be told, and then whoever owns what rests is told once.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createAwayRoom } from "../../src/school/away.ts";
import { settle } from "../../src/school/delivery.ts";
import { type Rooms, openRooms, optionOf } from "./rooms.ts";

const DAY = 24 * 3600_000;

let rooms: Rooms;
let isInstalled: boolean;
let asked: number;
beforeEach(async () => {
  rooms = await openRooms(Date.UTC(2035, 5, 4, 12));
  [isInstalled, asked] = [false, 0];
  for (const [id, owner] of [
    ["s1", "U1"],
    ["s2", "U2"],
    ["s3", ""],
  ] as const)
    await rooms.quiz.schedule({
      id,
      owner,
      team: "T1",
      channel: "C1",
      timetable: { hour: 9, minute: 0, zone: "Etc/UTC", weekdays: [1, 2, 3, 4, 5, 6, 7] },
      track: "",
      openFor: DAY,
    });
});
afterEach(() => rooms.close());

const room = () =>
  createAwayRoom({
    store: rooms.store,
    clock: { now: rooms.now, onMove: () => () => {}, close: () => {} },
    wake: () => {},
    isInstalled: async () => {
      asked += 1;
      return isInstalled;
    },
  });
/** Posts what is due, and Slack refuses it. */
async function refuse(problem: string): Promise<void> {
  rooms.pass(DAY);
  await rooms.quiz.tick();
  const due = await rooms.owed("quiz:s");
  for (const { content } of due.slice(-3)) await rooms.quiz.refused(content.quiz, problem);
}
const letters = async (prefix = "back:") =>
  (await rooms.owed(prefix)).map(({ destination, content }) => [
    destination.channel,
    content.schedule.id,
    content.problem,
  ]);

test("while it is away nobody is told, and nothing is owed that could not be sent", async () => {
  await refuse("token_revoked");
  expect(await letters("paused:")).toEqual([]);
  await room().tick();
  expect(asked).toBe(1);
  expect(await letters()).toEqual([]);
});

test("once it is back each owner is told once, by however many replicas", async () => {
  await refuse("account_inactive");
  isInstalled = true;
  await Promise.all([room().tick(), room().tick()]);
  rooms.pass(60_000);
  await room().tick();
  expect(await letters()).toEqual([
    ["U1", "s1", "account_inactive"],
    ["U2", "s2", "account_inactive"],
  ]);
  expect(await rooms.store.quizzes.findSchedule("s1")).toMatchObject({
    paused: "I was out of the workspace (account_inactive)",
  });
  // Nothing rests for want of a token any more: Slack is not asked again.
  const before = asked;
  await room().tick();
  expect(asked).toBe(before);
});

test("away a second time is told of a second time", async () => {
  await refuse("account_inactive");
  isInstalled = true;
  await room().tick();
  await rooms.quiz.change("s1", { id: "U1", isAdmin: false }, "resume");
  await refuse("account_inactive");
  await room().tick();
  expect((await letters()).filter(([owner]) => owner === "U1")).toHaveLength(2);
});

describe("a quiz that closed while it was away", () => {
  /** Posts a quiz, closes it, and lets Slack refuse its result. */
  async function closeIn(problem: string) {
    const quiz = await rooms.post("autoscaling-formula-ratio");
    await rooms.press(quiz, "U1", optionOf(quiz, true));
    await rooms.quiz.closeNow(quiz.id, "U9");
    const claim = { owner: "test", systemMs: Date.now() + DAY, businessMs: rooms.now(), limit: 100 };
    for (const delivery of await rooms.store.outbox.claimDue(claim))
      await rooms.store.outbox.save(settle(delivery, { kind: "refused", error: problem }, Date.now()));
    return quiz;
  }
  const result = (id: string) => rooms.store.outbox.find(`result:${id}`);

  test("shows its result as soon as it is back, as the answers stand then, once", async () => {
    const quiz = await closeIn("account_inactive");
    // Its words are not kept.
    expect(await result(quiz.id)).toMatchObject({ status: "dead", content: { kind: "note" } });
    const away = room();
    await away.tick();
    expect(await result(quiz.id)).toMatchObject({ status: "dead" });
    isInstalled = true;
    await Promise.all([away.tick(), room().tick()]);
    expect(await result(quiz.id)).toMatchObject({
      status: "pending",
      problem: "",
      destination: { kind: "edit", channel: "C1", ts: `quiz:${quiz.id}` },
      content: { kind: "quiz-result", quiz: { id: quiz.id, closed: true }, tally: { total: 1, correct: 1 } },
    });
    await rooms.deliver();
    await away.tick();
    const before = asked;
    await away.tick();
    expect(await result(quiz.id)).toMatchObject({ status: "sent" });
    expect(asked).toBe(before);
  });

  test("is looked for after a refusal, and not at every tick", async () => {
    isInstalled = true;
    const away = room();
    await away.tick();
    const quiz = await closeIn("token_revoked");
    await away.tick();
    expect(await result(quiz.id)).toMatchObject({ status: "dead" });
    away.noteRefusal("is_archived");
    await away.tick();
    expect(await result(quiz.id)).toMatchObject({ status: "dead" });
    away.noteRefusal("token_revoked");
    await away.tick();
    expect(await result(quiz.id)).toMatchObject({ status: "pending" });
  });

  test("and was refused for another reason is let be", async () => {
    const quiz = await closeIn("message_not_found");
    isInstalled = true;
    await room().tick();
    expect(await result(quiz.id)).toMatchObject({ status: "dead" });
    expect(asked).toBe(0);
  });
});

test("what rests for another reason is told of at once, and Slack is not asked", async () => {
  await refuse("is_archived");
  expect(await letters("paused:")).toEqual([
    ["U1", "s1", "is_archived"],
    ["U2", "s2", "is_archived"],
  ]);
  await room().tick();
  expect(asked).toBe(0);
});
