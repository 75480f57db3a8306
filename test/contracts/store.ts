// What every store promises, whichever database it lies on. Each database has a small test file that calls this.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Answer } from "../../src/ask/answer.ts";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import type { Question } from "../../src/knowledge/types.ts";
import { LEASE_MS, type NewDelivery, settle } from "../../src/school/delivery.ts";
import type { Store } from "../../src/school/store.ts";
import { type Database, type Location, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";
import { memoriesContract } from "./memories.ts";

const CLAIM = { owner: "one", systemMs: 1_000_000, businessMs: 5_000_000, limit: 10 };
const wanted = (id: string, team = "T1"): NewDelivery => ({
  id,
  team,
  destination: { kind: "message", channel: "C1", threadTs: "1.0" },
  content: { kind: "note", text: `it's <${id}> & "more"` },
});
const refused: Answer = { kind: "refused", reason: "not-covered", nearest: [], retrieved: [] };
const answer = (id: string, question: string, askedAt: number, person = "U1") => ({
  id,
  team: "T1",
  channel: "C1",
  threadTs: "1.0",
  person,
  question,
  answer: refused,
  askedAt,
});

export function storeContract(name: string, location: () => Promise<Location>): void {
  describe(`the store on ${name}`, () => {
    let database: Database;
    let store: Store;

    beforeAll(async () => {
      database = await openDatabase(await location());
      store = createStore(database);
    });
    afterAll(() => store.close());
    beforeEach(async () => {
      for (const table of [
        "inbound",
        "deliveries",
        "paused_teams",
        "threads",
        "answers",
        "read_marks",
        "schedules",
        "skipped_slots",
        "quiz_answers",
        "quizzes",
        "learners",
        "question_ratings",
        "review_cards",
        "review_reminders",
        "lab_commands",
        "labs",
      ] as const)
        await database.kysely.deleteFrom(table).execute();
    });

    describe("what comes in", () => {
      const inbound = { key: "message:T1:C1:1.0", body: { event: { text: "hello" } }, receivedAt: 1 };

      test("is recorded once", async () => {
        expect(await store.inbound.record(inbound)).toBe(true);
        expect(await store.inbound.record(inbound)).toBe(false);
        expect(await store.inbound.unfinished()).toEqual([{ key: inbound.key, body: inbound.body }]);
      });

      test("is known after it is finished, without its words", async () => {
        await store.inbound.record(inbound);
        await store.inbound.finish(inbound.key, 2);
        expect(await store.inbound.unfinished()).toEqual([]);
        expect(await store.inbound.record(inbound)).toBe(false);
        const row = await database.kysely.selectFrom("inbound").selectAll().executeTakeFirstOrThrow();
        expect(row.body).toBe("");
      });

      test("is forgotten only when it is finished and old", async () => {
        await store.inbound.record(inbound);
        await store.inbound.record({ ...inbound, key: "other" });
        await store.inbound.finish(inbound.key, 2);
        await store.inbound.forgetBefore(10);
        expect(await store.inbound.record(inbound)).toBe(true);
        expect(await store.inbound.record({ ...inbound, key: "other" })).toBe(false);
      });
    });

    describe("the outbox", () => {
      test("owes the same thing once, and keeps what was owed first", async () => {
        await store.outbox.owe(wanted("d1"));
        await store.outbox.owe({ ...wanted("d1"), content: { kind: "help" } });
        const [claimed, ...rest] = await store.outbox.claimDue(CLAIM);
        expect(rest).toEqual([]);
        expect(claimed).toMatchObject({
          id: "d1",
          content: wanted("d1").content,
          status: "sending",
          attempts: 1,
          maybeSent: false,
        });
      });

      test("is claimed in the order it was owed, by one claimant only", async () => {
        for (const id of ["b", "a", "c"]) await store.outbox.owe(wanted(id));
        const claimed = await store.outbox.claimDue(CLAIM);
        expect(claimed.map(({ id }) => id)).toEqual(["b", "a", "c"]);
        expect(await store.outbox.claimDue({ ...CLAIM, owner: "two" })).toEqual([]);
      });

      test("is claimed again when the lease is over, as something that may have been sent", async () => {
        await store.outbox.owe(wanted("d1"));
        await store.outbox.claimDue(CLAIM);
        const later = { ...CLAIM, owner: "two", systemMs: CLAIM.systemMs + LEASE_MS };
        expect(await store.outbox.claimDue({ ...later, systemMs: later.systemMs - 1 })).toEqual([]);
        expect(await store.outbox.claimDue(later)).toMatchObject([
          { owner: "two", maybeSent: true, firstAttemptAt: 5_000_000 },
        ]);
      });

      test("takes no word from one who lost the lease", async () => {
        await store.outbox.owe(wanted("d1"));
        const [mine] = await store.outbox.claimDue(CLAIM);
        await store.outbox.claimDue({ ...CLAIM, owner: "two", systemMs: CLAIM.systemMs + LEASE_MS });
        await store.outbox.save(settle(mine!, { kind: "accepted", ts: "9.9" }, 0));
        expect(await store.outbox.find("d1")).toMatchObject({ status: "sending", owner: "two", ts: "" });
      });

      test("is done when it is sent", async () => {
        await store.outbox.owe(wanted("d1"));
        const [mine] = await store.outbox.claimDue(CLAIM);
        await store.outbox.save(settle(mine!, { kind: "accepted", ts: "9.9" }, 0));
        expect(await store.outbox.claimDue({ ...CLAIM, systemMs: CLAIM.systemMs * 2 })).toEqual([]);
        expect(await store.outbox.find("d1")).toMatchObject({ status: "sent", ts: "9.9", content: { text: "" } });
        expect(await store.outbox.nextDue()).toBeUndefined();
      });

      test("holds a workspace back that Slack told to wait, and no other", async () => {
        await store.outbox.owe(wanted("d1", "T1"));
        await store.outbox.owe(wanted("d2", "T2"));
        await store.outbox.pauseTeam("T1", CLAIM.systemMs + 10);
        expect((await store.outbox.claimDue(CLAIM)).map(({ id }) => id)).toEqual(["d2"]);
        expect((await store.outbox.claimDue({ ...CLAIM, systemMs: CLAIM.systemMs + 10 })).map(({ id }) => id)).toEqual([
          "d1",
        ]);
      });

      test("knows the private words that are owed, and the posts whose ts is not known yet", async () => {
        const toPerson = { kind: "private", channel: "C1", user: "U1" } as const;
        const toUrl = { kind: "response", url: "https://hooks.slack.example/1", user: "U1" } as const;
        const root = { kind: "message", channel: "C1" } as const;
        for (const [id, destination] of Object.entries({ toPerson, toUrl, root, reply: { ...root, threadTs: "1.5" } }))
          await store.outbox.owe({ ...wanted(id), destination });
        const privately = async () => (await store.outbox.privateOwed()).map(({ id }) => id).toSorted();
        expect(await privately()).toEqual(["toPerson", "toUrl"]);
        expect(await store.outbox.isPosting("T1", "C1")).toBe(false);

        const claimed = await store.outbox.claimDue(CLAIM);
        expect(await privately()).toEqual(["toPerson", "toUrl"]);
        expect(await store.outbox.isPosting("T1", "C1")).toBe(true);
        expect(await store.outbox.isPosting("T1", "C2")).toBe(false);
        expect(await store.outbox.isPosting("T2", "C1")).toBe(false);

        for (const each of claimed)
          if (each.id !== "reply") await store.outbox.save(settle(each, { kind: "accepted", ts: "9.9" }, 0));
        expect(await privately()).toEqual([]);
        expect(await store.outbox.isPosting("T1", "C1")).toBe(false);
      });

      test("gives back what a dead process held", async () => {
        await store.outbox.owe(wanted("d1"));
        await store.outbox.claimDue(CLAIM);
        await store.outbox.releaseAll();
        expect(await store.outbox.claimDue({ ...CLAIM, owner: "two" })).toMatchObject([
          { owner: "two", maybeSent: true },
        ]);
      });

      test("is written with its cause or not at all", async () => {
        const failing = store.transaction(async (records) => {
          await records.answers.add(answer("a1", "why?", 1));
          await records.outbox.owe(wanted("d1"));
          throw new Error("killed");
        });
        await expect(failing).rejects.toThrow("killed");
        expect(await store.answers.find("a1")).toBeUndefined();
        expect(await store.outbox.find("d1")).toBeUndefined();
      });
    });

    describe("threads", () => {
      const thread = { team: "T1", channel: "C1", ts: "1.0", kind: "ask", startedBy: "U1", at: 1 } as const;

      test("remember who started them", async () => {
        await store.threads.join(thread);
        await store.threads.join({ ...thread, startedBy: "U2" });
        expect(await store.threads.find("T1", "C1", "1.0")).toEqual({ kind: "ask", startedBy: "U1", muted: false });
        expect(await store.threads.find("T2", "C1", "1.0")).toBeUndefined();
      });

      test("are muted, where they exist", async () => {
        await store.threads.join(thread);
        expect(await store.threads.mute("T1", "C1", "1.0", true)).toBe(true);
        expect(await store.threads.mute("T1", "C1", "2.0", true)).toBe(false);
        expect(await store.threads.find("T1", "C1", "1.0")).toMatchObject({ muted: true });
      });
    });

    test("answers keep the first of an id, in the order they were asked", async () => {
      await store.answers.add(answer("a2", "second?", 2));
      await store.answers.add(answer("a1", "first?", 1));
      await store.answers.add(answer("a1", "changed?", 3));
      await store.answers.add(answer("a3", "of another person?", 3, "U2"));
      const thread = { team: "T1", channel: "C1", threadTs: "1.0", person: "U1" };
      expect(await store.answers.questionsIn(thread, 5)).toEqual(["first?", "second?"]);
      expect(await store.answers.questionsIn(thread, 1)).toEqual(["second?"]);
      expect(await store.answers.find("a1")).toEqual(answer("a1", "first?", 1));
      expect(await store.answers.setThumb("a1", "up")).toBe(true);
      expect(await store.answers.setThumb("none", "up")).toBe(false);
      expect((await store.answers.gaps()).map(({ question }) => question)).toEqual([
        "first?",
        "second?",
        "of another person?",
      ]);
    });

    describe("quizzes", () => {
      const schedule = {
        id: "s1",
        team: "T1",
        channel: "C1",
        owner: "U1",
        timetable: { hour: 9, minute: 30, zone: "Europe/Berlin", weekdays: [1, 2] },
        track: "",
        openFor: 1000,
        nextRunAt: 1_790_000_000_000,
        paused: "",
      };
      const quiz = {
        id: "s1:1",
        team: "T1",
        channel: "C1",
        schedule: "s1",
        owner: "U1",
        audience: "",
        question: { id: "q1", stem: "why?" } as Question,
        order: [2, 0, 1],
        postedAt: 10,
        closesAt: 20,
        closed: false,
      };
      const given = {
        quiz: "s1:1",
        team: "T1",
        person: "U1",
        reply: { kind: "option", option: 2 } as const,
        correct: true,
        at: 15,
      };

      test("a schedule is due when its time has come and it does not rest", async () => {
        await store.quizzes.addSchedule(schedule);
        await store.quizzes.addSchedule({ ...schedule, owner: "U2" });
        expect(await store.quizzes.dueSchedules(schedule.nextRunAt - 1)).toEqual([]);
        expect(await store.quizzes.dueSchedules(schedule.nextRunAt)).toEqual([schedule]);
        await store.quizzes.pause("s1", "resting");
        expect(await store.quizzes.dueSchedules(schedule.nextRunAt)).toEqual([]);
        await store.quizzes.pause("s1", "");
        await store.quizzes.advance("s1", schedule.nextRunAt + 5);
        expect(await store.quizzes.dueSchedules(schedule.nextRunAt)).toEqual([]);
        expect(await store.quizzes.schedulesIn("T1", "C1")).toMatchObject([{ nextRunAt: schedule.nextRunAt + 5 }]);
        await store.quizzes.removeSchedule("s1");
        expect(await store.quizzes.findSchedule("s1")).toBeUndefined();
      });

      test("skipped slots are kept once, and none is fine", async () => {
        await store.quizzes.skipped("s1", []);
        for (const reason of ["first", "second"]) await store.quizzes.skipped("s1", [{ slot: 1, reason }]);
        const rows = await database.kysely.selectFrom("skipped_slots").selectAll().execute();
        expect(rows.map((row) => ({ ...row }))).toEqual([{ schedule: "s1", slot: 1, reason: "first" }]);
      });

      test("a slot makes one quiz, which is closed once", async () => {
        await store.quizzes.add(quiz);
        await store.quizzes.add({ ...quiz, order: [0, 1, 2] });
        expect(await store.quizzes.find("s1:1")).toEqual(quiz);
        expect(await store.quizzes.overdue(19)).toEqual([]);
        expect(await store.quizzes.overdue(20)).toEqual([quiz]);
        expect(await store.quizzes.close("s1:1")).toBe(true);
        expect(await store.quizzes.close("s1:1")).toBe(false);
        expect(await store.quizzes.overdue(20)).toEqual([]);
      });

      test("a person's own open quizzes are found, the newest first", async () => {
        const own = { ...quiz, audience: "U1" };
        for (const each of [
          quiz,
          { ...own, id: "o1" },
          { ...own, id: "o2", postedAt: 11 },
          { ...own, id: "o3", audience: "U2" },
          { ...own, id: "o4", team: "T2" },
        ])
          await store.quizzes.add(each);
        expect((await store.quizzes.openFor("T1", "U1")).map(({ id }) => id)).toEqual(["o2", "o1"]);
        await store.quizzes.close("o2");
        expect((await store.quizzes.openFor("T1", "U1")).map(({ id }) => id)).toEqual(["o1"]);
      });

      test("the history of a channel tells how each was answered", async () => {
        await store.quizzes.add(quiz);
        await store.quizzes.add({ ...quiz, id: "s1:2", postedAt: 9 });
        await store.quizzes.add({ ...quiz, id: "s2:1", channel: "C2" });
        for (const [person, correct] of [
          ["U1", true],
          ["U2", false],
          ["U3", false],
        ] as const)
          await store.quizzes.addAnswer({ ...given, person, correct });
        expect(await store.quizzes.history("T1", "C1")).toEqual([
          { question: "q1", postedAt: 9, answers: 0, missed: 0 },
          { question: "q1", postedAt: 10, answers: 3, missed: 2 },
        ]);
      });

      test("a person's first answer stands", async () => {
        await store.quizzes.add(quiz);
        expect(await store.quizzes.addAnswer(given)).toBe(true);
        expect(await store.quizzes.addAnswer({ ...given, reply: { kind: "unsure" }, correct: false })).toBe(false);
        const typed = { ...given, person: "U2", reply: { kind: "amount", value: 1.5 } as const, at: 16 };
        expect(await store.quizzes.addAnswer(typed)).toBe(true);
        expect(await store.quizzes.answers("s1:1")).toEqual([given, typed]);
      });

      test("an answer from before there were other types than single choice is its option", async () => {
        await store.quizzes.add(quiz);
        const { quiz: id, team, person } = given;
        const row = { quiz: id, team, person, option: 2, correct: 1, answered_at: 15 };
        await database.kysely.insertInto("quiz_answers").values(row).execute();
        expect(await store.quizzes.answers("s1:1")).toEqual([given]);
      });

      test("a count that still waits is replaced, and dropped when it is overtaken", async () => {
        const count = (text: string) => ({ ...wanted("count:q:1"), content: { kind: "note", text } as const });
        await store.outbox.oweLatest(count("1"), 500);
        await store.outbox.oweLatest(count("2"), 900);
        expect(await store.outbox.find("count:q:1")).toMatchObject({ notBefore: 500, content: { text: "2" } });
        await store.outbox.cancel("count:q:");
        await store.outbox.cancel("count:q%");
        expect(await store.outbox.find("count:q:1")).toMatchObject({ status: "dead", problem: "overtaken" });
        await store.outbox.owe(wanted("card:1:1"));
        await store.outbox.owe(wanted("card:1:2"));
        const [flying] = await store.outbox.claimDue(CLAIM);
        await store.outbox.cancel("card:1:", "card:1:2");
        await store.outbox.save(settle(flying!, { kind: "unclear", error: "timeout" }, 0));
        expect(await store.outbox.find("card:1:1")).toMatchObject({ status: "dead" });
        await store.outbox.releaseAll();
        expect((await store.outbox.claimDue(CLAIM)).map(({ id }) => id)).toEqual(["card:1:2"]);
      });
    });

    memoriesContract(() => store);

    describe("labs", () => {
      const lab = {
        id: "command:1",
        team: "T1",
        channel: "C1",
        scenario: { id: "spike", title: "A spike" } as Scenario,
        seed: "s",
        engine: "1",
        startedBy: "U1",
        startedAt: 1,
        finished: false,
      };
      const typed = (key: string, text: string) => ({ lab: lab.id, key, person: "U1", text, at: 2 });

      test("are found by the thread of their card", async () => {
        await store.labs.add(lab);
        await store.labs.add({ ...lab, seed: "another" });
        await store.outbox.owe(wanted("lab:command:1"));
        expect(await store.labs.inThread("T1", "C1", "7.7")).toBeUndefined();
        const [card] = await store.outbox.claimDue(CLAIM);
        await store.outbox.save(settle(card!, { kind: "accepted", ts: "7.7" }, 0));
        expect(await store.labs.inThread("T1", "C1", "7.7")).toEqual(lab);
        expect(await store.labs.inThread("T2", "C1", "7.7")).toBeUndefined();
        await store.labs.finish(lab.id);
        expect(await store.labs.find(lab.id)).toMatchObject({ finished: true });
      });

      test("keep a journal in which the same act stands once", async () => {
        await store.labs.add(lab);
        expect(await store.labs.append(typed("k1", "kubectl get pods"))).toMatchObject({ seq: 1, hash: "" });
        expect(await store.labs.append(typed("k2", "wait 5m"))).toMatchObject({ seq: 2 });
        expect(await store.labs.append(typed("k1", "something else"))).toMatchObject({
          seq: 1,
          text: "kubectl get pods",
        });
        await store.labs.setHash("k1", "abc");
        expect((await store.labs.journal(lab.id)).map(({ key, hash }) => [key, hash])).toEqual([
          ["k1", "abc"],
          ["k2", ""],
        ]);
      });

      test("take the newest command back, and number on", async () => {
        await store.labs.add(lab);
        await store.labs.append(typed("k1", "one"));
        await store.labs.append(typed("k2", "two"));
        expect(await store.labs.undo(lab.id)).toMatchObject({ key: "k2" });
        expect((await store.labs.journal(lab.id)).map(({ text }) => text)).toEqual(["one"]);
        expect(await store.labs.append(typed("k3", "three"))).toMatchObject({ seq: 3 });
        await store.labs.undo(lab.id);
        await store.labs.undo(lab.id);
        expect(await store.labs.undo(lab.id)).toBeUndefined();
      });
    });

    test("read marks are a person's own", async () => {
      for (const person of ["U1", "U2"]) await store.reading.mark({ team: "T1", person, section: "pods#why", at: 1 });
      await store.reading.mark({ team: "T1", person: "U1", section: "pods#why", at: 2 });
      await store.reading.mark({ team: "T1", person: "U1", section: "pods#how", at: 2 });
      expect(await store.reading.read("T1", "U1")).toEqual(new Set(["pods#why", "pods#how"]));
      expect(await store.reading.read("T1", "U2")).toEqual(new Set(["pods#why"]));
    });
  });
}
