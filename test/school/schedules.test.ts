// What falls due, in a channel that has its own wishes: the real rooms over a real SQLite in memory.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createChannelRoom } from "../../src/school/channels.ts";
import { createDigestRoom } from "../../src/school/digests.ts";
import type { Schedule } from "../../src/school/quizzes.ts";
import { schedulesView } from "../../src/slack/views/schedules.ts";
import { type Rooms, library, openRooms, optionOf } from "./rooms.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** A Tuesday, 12:00. */
const START = Date.UTC(2026, 8, 1, 12);
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const OWNER = { id: "U9", isAdmin: false };

let school: Rooms;
beforeEach(async () => {
  school = await openRooms(START);
});
afterEach(() => school.close());

const wanted = (id: string, more: Partial<Schedule> = {}) => ({
  id,
  team: "T1",
  channel: "C1",
  owner: "U9",
  timetable: { hour: 9, minute: 0, zone: "Etc/UTC", weekdays: EVERY_DAY },
  track: "",
  openFor: HOUR,
  ...more,
});
const posted = async () => (await school.store.quizzes.history("T1", "C1")).map(({ postedAt }) => postedAt);
const skipped = async () => {
  const rows = await school.database.kysely.selectFrom("skipped_slots").selectAll().orderBy("slot").execute();
  return rows.map(({ slot, reason }) => ({ day: new Date(slot).toISOString().slice(0, 10), reason }));
};

describe("a schedule", () => {
  test("posts as many questions a run as it says, all different", async () => {
    await school.quiz.schedule(wanted("s1", { questions: 3 }));
    school.pass(DAY);
    await school.quiz.tick();
    await school.quiz.tick();
    const history = await school.store.quizzes.history("T1", "C1");
    expect(history).toHaveLength(3);
    expect(new Set(history.map(({ question }) => question)).size).toBe(3);
    expect(await school.owed("quiz:s1:")).toHaveLength(3);
  });

  test("does not run on days off, and says when it runs next", async () => {
    const off = [{ from: "2026-09-02", to: "2026-09-04" }];
    await school.quiz.schedule(wanted("s1", { timetable: { ...wanted("").timetable, off } }));
    expect(await school.store.quizzes.schedulesIn("T1", "C1")).toMatchObject([{ nextRunAt: Date.UTC(2026, 8, 5, 9) }]);
    for (let hour = 0; hour < 94; hour++) {
      school.pass(HOUR);
      await school.quiz.tick();
    }
    expect(await posted()).toEqual([Date.UTC(2026, 8, 5, 9)]);
    expect(await skipped()).toEqual([]);
  });

  test.each([
    ["latest", 1, 2],
    ["all", 3, 0],
    ["none", 0, 3],
  ] as const)("that was missed for days posts by its policy: %s", async (catchUp, posts, skips) => {
    await school.quiz.schedule(wanted("s1", { catchUp }));
    school.pass(3 * DAY);
    await school.quiz.tick();
    expect(await posted()).toHaveLength(posts);
    expect(await skipped()).toHaveLength(skips);
    // And whoever looks at the list is told.
    const listed = await school.quiz.listIn("T1", "C1");
    expect(listed.skipped).toHaveLength(skips);
    const { text } = schedulesView(listed.schedules, listed.skipped);
    expect(text.split("\nSkipped <!date^")).toHaveLength(1 + Math.min(skips, 3));
    expect(await school.store.quizzes.schedulesIn("T1", "C1")).toMatchObject([{ nextRunAt: Date.UTC(2026, 8, 5, 9) }]);
  });

  test("that rested writes down what fell into its pause, and goes on with the next run", async () => {
    await school.quiz.schedule(wanted("s1"));
    school.pass(HOUR);
    await school.quiz.change("s1", OWNER, "pause");
    school.pass(3 * DAY);
    await school.quiz.tick();
    expect(await posted()).toEqual([]);
    await school.quiz.change("s1", OWNER, "resume");
    const reason = "it was paused: by its owner, or an admin";
    expect(await skipped()).toEqual(["2026-09-02", "2026-09-03", "2026-09-04"].map((day) => ({ day, reason })));
    school.pass(DAY);
    // A second press of an old button, before the tick: what is due is not passed over.
    await school.quiz.change("s1", OWNER, "resume");
    await school.quiz.tick();
    expect(await posted()).toHaveLength(1);
    expect(await skipped()).toHaveLength(3);
  });

  test("is one of several in a channel, and changed by its owner or an admin alone", async () => {
    await school.quiz.schedule(wanted("s1"));
    await school.quiz.schedule(wanted("s2", { owner: "U8", timetable: { ...wanted("").timetable, hour: 15 } }));
    const later = wanted("s1", { owner: "U7", channel: "C2", timetable: { ...wanted("").timetable, hour: 11 } });
    expect(await school.quiz.reschedule({ id: "U8", isAdmin: false }, later)).toBe(false);
    expect(await school.quiz.scheduleFor("s1", { id: "U8", isAdmin: false })).toBeUndefined();
    await school.quiz.change("s1", OWNER, "pause");
    expect(await school.quiz.reschedule(OWNER, later)).toBe(true);
    // Whose it is, where it posts and that it rests stays.
    expect(await school.quiz.scheduleFor("s1", { id: "U0", isAdmin: true })).toMatchObject({
      owner: "U9",
      channel: "C1",
      timetable: { hour: 11 },
      nextRunAt: Date.UTC(2026, 8, 2, 11),
      paused: "by its owner, or an admin",
    });
    school.pass(4 * HOUR);
    await school.quiz.tick();
    expect(await posted()).toHaveLength(1);
    expect(await school.quiz.reschedule({ id: "U0", isAdmin: true }, wanted("gone"))).toBe(false);
  });
});

describe("a channel", () => {
  const channels = () =>
    createChannelRoom({ store: school.store, clock: { now: school.now, onMove: () => () => {}, close: () => {} } });
  const set = (off: ("ask" | "quiz" | "lab")[], digest = false) =>
    channels().change("T1", "C1", { off, digest, zone: "Europe/Berlin" });

  test("in which quizzes are switched off gets none, and the reason is kept", async () => {
    await school.quiz.schedule(wanted("s1"));
    await set(["quiz"]);
    expect(await channels().isOff("T1", "C1", "quiz")).toBe(true);
    expect(await channels().isOff("T1", "C1", "ask")).toBe(false);
    expect(await channels().isOff("T1", "C2", "quiz")).toBe(false);
    school.pass(DAY);
    await school.quiz.tick();
    expect(await posted()).toEqual([]);
    expect(await skipped()).toEqual([{ day: "2026-09-02", reason: "quizzes are switched off in this channel" }]);
    await set([]);
    school.pass(DAY);
    await school.quiz.tick();
    expect(await posted()).toHaveLength(1);
  });

  test("is changed by the owner of one of its schedules, by whoever made it, and by admins", async () => {
    await school.quiz.schedule(wanted("s1"));
    const may = (id: string, isAdmin = false) => channels().mayChange("T1", "C1", { id, isAdmin }, "U5");
    expect([await may("U9"), await may("U5"), await may("U0", true), await may("U1")]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(await channels().mayChange("T1", "C2", OWNER, "U5")).toBe(false);
  });

  test("that wants a digest gets one a week, on Monday at nine of its zone, when there was a quiz", async () => {
    const clock = { now: school.now, onMove: () => () => {}, close: () => {} };
    const digests = createDigestRoom({ store: school.store, library, clock, wake: () => {} });
    await set([], true);
    const quiz = await school.post("autoscaling-formula-ratio");
    await school.press(quiz, "U1", optionOf(quiz, true));
    for (const person of ["U2", "U3"]) await school.press(quiz, person, optionOf(quiz, false));
    for (let hour = 0; hour < 24 * 20; hour++) {
      school.pass(HOUR / 2);
      // Switching other things keeps its time.
      if (hour === 5) await set(["lab"], true);
      await digests.tick();
    }
    // Monday 7 September, 9:00 in Berlin; the week after there was no quiz.
    const slot = Date.UTC(2026, 8, 7, 7);
    expect(await school.owed("digest:")).toMatchObject([
      {
        id: `digest:T1:C1:${slot}`,
        destination: { kind: "message", channel: "C1" },
        content: {
          digest: { posted: 1, week: { answers: 3, right: 1, people: 3 }, hardest: { missed: 2, answers: 3 } },
          section: { id: quiz.question.section },
        },
      },
    ]);
    expect(await channels().settings("T1", "C1")).toMatchObject({ off: ["lab"], zone: "Europe/Berlin" });
    await set([], false);
    expect(await channels().settings("T1", "C1")).toMatchObject({ off: [], digestAt: 0 });
  });
});
