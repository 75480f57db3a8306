// What every store promises, whichever database it lies on. Each database has a small test file that calls this.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Answer } from "../../src/ask/answer.ts";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import { LEASE_MS, type NewDelivery, settle } from "../../src/school/delivery.ts";
import type { Store } from "../../src/school/store.ts";
import { type Database, type Location, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";
import { allowancesContract } from "./allowances.ts";
import { labLearningContract } from "./lab-learning.ts";
import { learningContract } from "./learning.ts";
import { memoriesContract } from "./memories.ts";
import { privacyContract } from "./privacy.ts";
import { quizzesContract } from "./quizzes.ts";

const CLAIM = { owner: "one", systemMs: 1_000_000, businessMs: 5_000_000, limit: 10 };
/** What is left of the words once they are said. */
const SAID = { kind: "note", text: "" };
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
    }, 60_000);
    afterAll(() => store.close());
    beforeEach(async () => {
      for (const table of [
        "inbound",
        "deliveries",
        "paused_teams",
        "lanes",
        "threads",
        "answers",
        "read_marks",
        "schedules",
        "skipped_slots",
        "disputes",
        "quiz_answers",
        "quizzes",
        "learners",
        "question_ratings",
        "review_cards",
        "review_reminders",
        "settings",
        "channel_settings",
        "allowances",
        "allowance_keys",
        "lab_predictions",
        "lab_results",
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

      test("is settled by what stands in Slack, whoever holds it, unless it is over, another's, or no message", async () => {
        for (const id of ["held", "waits", "sent", "dead", "foreign"]) await store.outbox.owe(wanted(id));
        await store.outbox.owe({ ...wanted("edit"), destination: { kind: "edit", channel: "C1", ts: "1.0" } });
        const limits = { workspace: { burst: 9, perSecond: 9 }, channel: { burst: 9, perSecond: 9 } };
        const claimed = await store.outbox.claimDue({ ...CLAIM, limits });
        const pick = (id: string) => claimed.find((each) => each.id === id)!;
        await store.outbox.save(
          settle(pick("waits"), { kind: "rate-limited", retryAfterMs: 5 }, 0),
          settle(pick("sent"), { kind: "accepted", ts: "1.1" }, 0),
          settle(pick("dead"), { kind: "refused", error: "is_archived" }, 0),
        );
        const posts = ["held", "waits", "sent", "dead", "edit", "unknown"].map((id) => ({ team: "T1", id, ts: "7.5" }));
        const found = await store.outbox.settleFound([...posts, { team: "T2", id: "foreign", ts: "7.5" }]);
        expect(found.map(({ id }) => id).toSorted()).toEqual(["held", "waits"]);
        expect(await store.outbox.find("held")).toMatchObject({
          status: "sent",
          ts: "7.5",
          reconciled: true,
          content: SAID,
        });
        expect(await store.outbox.find("waits")).toMatchObject({ status: "sent", ts: "7.5" });
        expect(await store.outbox.find("sent")).toMatchObject({ status: "sent", ts: "1.1", reconciled: false });
        expect(await store.outbox.find("dead")).toMatchObject({ status: "dead", ts: "" });
        expect(await store.outbox.find("foreign")).toMatchObject({ status: "sending" });
        expect(await store.outbox.find("edit")).toMatchObject({ status: "sending" });
        // Whoever held it comes too late.
        await store.outbox.save(settle(pick("held"), { kind: "unclear", error: "timeout" }, 0));
        expect(await store.outbox.find("held")).toMatchObject({ status: "sent" });
        expect(await store.outbox.settleFound(posts)).toEqual([]);
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
        expect(await store.outbox.nextDue(CLAIM.systemMs * 2)).toBeUndefined();
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

      test("gives each workspace its share, and no channel more than its lane lets through", async () => {
        const limits = { workspace: { burst: 3, perSecond: 1 }, channel: { burst: 2, perSecond: 0.5 } };
        const post = (team: string, channel: string, nth: number) =>
          store.outbox.owe({ ...wanted(`${team}-${channel}-${nth}`, team), destination: { kind: "message", channel } });
        for (let i = 0; i < 60; i += 1) await post("T1", "C1", i);
        for (const channel of ["C2", "C3"]) await post("T1", channel, 0);
        await post("T2", "C1", 0);
        const claim = (systemMs: number) => ({ ...CLAIM, systemMs, limit: 10, limits });
        const idsAt = async (systemMs: number) =>
          (await store.outbox.claimDue(claim(systemMs))).map(({ id }) => id).toSorted();

        const now = CLAIM.systemMs;
        expect(await idsAt(now)).toEqual(["T1-C1-0", "T1-C2-0", "T1-C3-0", "T2-C1-0"]);
        expect(await idsAt(now)).toEqual([]);
        expect(await store.outbox.nextDue(now)).toBe(now + 1000);
        expect(await idsAt(now + 1000)).toEqual(["T1-C1-1"]);
        // The channel's lane is empty now, although the workspace's is not.
        await post("T1", "C4", 0);
        expect(await idsAt(now + 2000)).toEqual(["T1-C1-2"]);
        expect(await idsAt(now + 3000)).toEqual(["T1-C4-0"]);
        expect(await idsAt(now + 4000)).toEqual(["T1-C1-3"]);
      });

      test("lets private words and edits pass where messages wait", async () => {
        const limits = { workspace: { burst: 1, perSecond: 0.1 }, channel: { burst: 1, perSecond: 0.1 } };
        for (const id of ["m1", "m2"])
          await store.outbox.owe({ ...wanted(id), destination: { kind: "message", channel: "C1" } });
        await store.outbox.owe({ ...wanted("p1"), destination: { kind: "private", channel: "C1", user: "U1" } });
        await store.outbox.owe({ ...wanted("e1"), destination: { kind: "edit", channel: "C1", ts: "1.0" } });
        const claimed = await store.outbox.claimDue({ ...CLAIM, limits });
        expect(claimed.map(({ id }) => id)).toEqual(["m1", "p1", "e1"]);
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

      test("what was given up for one of some problems is found again, and owed once more, once", async () => {
        for (const id of ["result:2", "result:1", "result%", "quiz:1", "result:3"]) await store.outbox.owe(wanted(id));
        const problems = ["away", "away", "away", "away", "gone"];
        for (const [at, delivery] of (await store.outbox.claimDue(CLAIM)).entries())
          await store.outbox.save(settle(delivery, { kind: "refused", error: problems[at]! }, 0));
        expect(await store.outbox.refusedFor(["away", "not there"], "result:")).toEqual(["result:2", "result:1"]);
        const content = { kind: "note", text: "it's <now>" } as const;
        const again = await Promise.all([1, 2].map(() => store.outbox.oweAgain("result:1", content)));
        expect(again.filter(Boolean)).toHaveLength(1);
        expect(await store.outbox.find("result:1")).toMatchObject({ status: "pending", problem: "", content });
        expect(await store.outbox.refusedFor(["away"], "result:")).toEqual(["result:2"]);
        expect((await store.outbox.claimDue(CLAIM)).map(({ id }) => id)).toEqual(["result:1"]);
        expect(await store.outbox.oweAgain("result:1", content)).toBe(false);
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

    memoriesContract(() => store);
    allowancesContract(() => ({ store, database }));
    quizzesContract(() => ({ store, database }));
    learningContract(() => store);
    labLearningContract(() => store);
    privacyContract(() => ({ store, database }));

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
