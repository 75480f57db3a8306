// What every store promises to somebody who wants their data deleted: a part of the contract in store.ts.
import { beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { Answer } from "../../src/ask/answer.ts";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import type { Store } from "../../src/school/store.ts";
import type { Database } from "../../src/store/database.ts";
import { aQuestion } from "../quiz/fixture.ts";

const ADA = "U0ADA0001";
/** Her id begins as Ada's does. */
const EVE = "U0ADA00011";
const DIRECT = "D0ADA";
const subject = { team: "T1", person: ADA, direct: DIRECT };

/** Tables in which nobody stands, and why. */
const NOBODY_IN = {
  meta: "the workspace's name",
  paused_teams: "a workspace and an instant",
  question_ratings: "questions",
  skipped_slots: "slots of schedules",
  channel_settings: "channels",
};

export function privacyContract(opened: () => { store: Store; database: Database }): void {
  describe("privacy", () => {
    let store: Store;
    let database: Database;
    beforeEach(async () => {
      ({ store, database } = opened());
      await live(store, database, ADA);
      await live(store, database, EVE);
    });

    /** `TABLE.COLUMN` wherever the id stands in any text of the database. */
    async function placesOf(person: string): Promise<string[]> {
      const places: string[] = [];
      for (const { name, columns } of await database.kysely.introspection.getTables())
        for (const { name: column } of columns) {
          const text = sql`cast(${sql.ref(column)} as text)`;
          const { rows } = await sql<{ text: string }>`select ${text} as text from ${sql.table(name)}`.execute(
            database.kysely,
          );
          if (rows.some((row) => new RegExp(`${person}(?![0-9])`).test(String(row.text))))
            places.push(`${name}.${column}`);
        }
      return places;
    }

    test("this test knows of every table whether a person stands in it", async () => {
      const tables = (await database.kysely.introspection.getTables()).map(({ name }) => name);
      const theirs = new Set((await placesOf(ADA)).map((place) => place.split(".")[0]));
      expect(tables.filter((name) => !theirs.has(name)).toSorted()).toEqual(Object.keys(NOBODY_IN).toSorted());
    });

    test("whoever is forgotten stands nowhere any more, and nobody else is touched", async () => {
      const before = await placesOf(EVE);
      expect(before.length).toBeGreaterThan(20);
      const evesBefore = await store.personal.read({ ...subject, person: EVE });
      const { deleted, nameless } = await store.transaction(({ personal }) => personal.forget(subject));
      expect(deleted).toBeGreaterThan(6);
      expect(nameless).toBeGreaterThan(6);
      expect(await placesOf(ADA)).toEqual([]);
      expect(await placesOf(EVE)).toEqual(before);
      expect(await store.personal.read({ ...subject, person: EVE })).toEqual(evesBefore);
      const left = await store.personal.read(subject);
      expect(Object.values(left).flat()).toEqual([]);
      // Their direct messages name them as well as their id does.
      expect((await placesOf(DIRECT)).filter((place) => place !== "labs.channel")).toEqual([]);
    });

    test("the counts of quizzes stay right, and what was typed is gone", async () => {
      const quiz = `now:${EVE}`;
      const counted = async () => {
        const answers = await store.quizzes.answers(quiz);
        return { all: answers.length, right: answers.filter(({ correct }) => correct).length };
      };
      expect(await counted()).toEqual({ all: 2, right: 2 });
      const history = await store.quizzes.history("T1", "C1");
      await store.transaction(({ personal }) => personal.forget(subject));
      expect(await counted()).toEqual({ all: 2, right: 2 });
      expect(await store.quizzes.history("T1", "C1")).toEqual(history);
      const [adas] = (await store.quizzes.answers(quiz)).filter(({ person }) => person !== EVE);
      expect(adas).toMatchObject({ correct: true, reply: { kind: "manifest", text: "" } });
      expect(await store.quizzes.openFor("T1", ADA)).toEqual([]);
    });

    test("a lab can be replayed without the names of its players", async () => {
      await store.transaction(({ personal }) => personal.forget(subject));
      expect(await store.labs.journal(`lab-of-${EVE}`)).toMatchObject([
        { person: "", text: "kubectl get pods" },
        { person: EVE, text: "kubectl get pods" },
      ]);
    });

    test("all that is kept is in the export", async () => {
      const data = await store.personal.read(subject);
      expect(data).toMatchObject({
        questionsAsked: [{ question: "why?", asked_at: new Date(5).toISOString() }],
        sectionsRead: [{ section: "pods#why" }],
        ability: [{ ability: 0.5 }],
        reviewCards: [{ concept: "pods#why" }],
        reminder: [{ zone: "Asia/Tokyo" }],
        settings: [{ standings: 1 }],
        disputes: [{ reason: "it depends" }, { reason: "it depends" }],
        labsStarted: [{ channel: "C1" }],
        threadsStarted: [{ channel: "C1" }, { channel: DIRECT }],
        schedulesOwned: [{ channel: "C1" }],
      });
      expect(data["quizAnswers"]).toHaveLength(3);
      expect(data["labCommands"]).toHaveLength(2);
      expect(data["quizzesAskedFor"]).toHaveLength(2);
    });
  });
}

/** One person's life with Shipmate: something of theirs in every table that holds something of anybody's. */
async function live(store: Store, { kysely }: Database, person: string): Promise<void> {
  const own = { team: "T1", person };
  const direct = person === ADA ? DIRECT : "D0EVE";
  const note = { kind: "note", text: `<@${person}> said so` } as const;
  await store.inbound.record({ key: `action:${person}:1`, body: { user: { id: person } }, receivedAt: 1 });
  for (const [id, destination] of Object.entries({
    [`reply:${person}`]: { kind: "private", channel: "C1", user: person } as const,
    [`direct:${person}`]: { kind: "message", channel: direct } as const,
    [`notice:${person}`]: { kind: "message", channel: person } as const,
    [`post:${person}`]: { kind: "message", channel: "C1" } as const,
  }))
    await store.outbox.owe({ id, team: "T1", destination, content: note });
  // Under way: the lanes know to whom.
  await store.outbox.claimDue({ owner: "one", systemMs: Date.now(), businessMs: 1, limit: 10 });
  await store.threads.join({ team: "T1", channel: "C1", ts: `1.${person}`, kind: "ask", startedBy: person, at: 1 });
  await store.threads.join({ team: "T1", channel: direct, ts: "2.0", kind: "ask", startedBy: person, at: 1 });
  const refused: Answer = { kind: "refused", reason: "not-covered", nearest: [], retrieved: [] };
  const asked = { ...own, channel: direct, threadTs: "1.0", question: "why?", answer: refused, askedAt: 5 };
  await store.answers.add({ ...asked, id: `a-${person}` });
  await store.reading.mark({ ...own, section: "pods#why", at: 5 });
  await store.memories.learner("T1", person, { value: 0.5, answers: 1 });
  const memory = { stability: 1, difficulty: 5, reviewedAt: 5, dueAt: 9 };
  await store.memories.saveCard({ ...own, concept: "pods#why", memory });
  await kysely
    .insertInto("review_reminders")
    .values({ ...own, channel: direct, zone: "Asia/Tokyo", next_at: 9 })
    .execute();
  await kysely
    .insertInto("settings")
    .values({ ...own, standings: 1 })
    .execute();
  const timetable = { hour: 9, minute: 0, zone: "Etc/UTC", weekdays: [1] };
  const schedule = { id: `s-${person}`, team: "T1", channel: "C1", owner: person, timetable, track: "" };
  await store.quizzes.addSchedule({ ...schedule, openFor: 1, nextRunAt: 9, paused: "" });
  await kysely
    .insertInto("allowances")
    .values({ ...own, what: "questions", since: 1, used: 1 })
    .execute();
  await kysely
    .insertInto("allowance_keys")
    .values({ key: `words:${person}`, since: 1 })
    .execute();
  await play(store, person);
  await ask(store, kysely, person, direct);
}

/** A lab whose every player has typed once; both type in the second. */
async function play(store: Store, person: string): Promise<void> {
  const lab = { id: `lab-of-${person}`, team: "T1", channel: "C1", seed: "s", engine: "1", startedBy: person };
  await store.labs.add({ ...lab, scenario: { id: "spike" } as Scenario, startedAt: 1, finished: false });
  await store.labs.addPrediction({ lab: lab.id, seq: 1, quiz: `lab-predict:${lab.id}:1`, atMs: 3 });
  await store.labs.addResult({
    lab: lab.id,
    team: lab.team,
    channel: lab.channel,
    scenario: "spike",
    score: 90,
    passed: true,
    at: 4,
  });
  await store.outbox.owe({
    id: `lab:${lab.id}`,
    team: "T1",
    destination: { kind: "message", channel: "C1" },
    content: { kind: "help" },
  });
  for (const each of new Set([ADA, person]))
    await store.labs.append({ lab: lab.id, key: `${lab.id} ${each}`, person: each, text: "kubectl get pods", at: 2 });
}

/** A quiz for the channel, which all who are there answer, one of their own, and a dispute about each. */
async function ask(store: Store, kysely: Database["kysely"], person: string, direct: string): Promise<void> {
  const place = { team: "T1", schedule: "", owner: person, question: aQuestion("q1"), order: [0, 1, 2, 3] };
  const when = { postedAt: person.length, closesAt: 99, closed: false };
  await store.quizzes.add({ ...place, ...when, id: `now:${person}`, channel: "C1", audience: "" });
  await store.quizzes.add({ ...place, ...when, id: `review:${person}`, channel: direct, audience: person });
  const reply = { kind: "manifest", text: "my words" } as const;
  const given = { team: "T1", reply, correct: true, at: 3 };
  for (const each of new Set([ADA, person]))
    await store.quizzes.addAnswer({ ...given, quiz: `now:${person}`, person: each });
  await store.quizzes.addAnswer({ ...given, quiz: `review:${person}`, person });
  for (const id of [`now:${person}`, `review:${person}`])
    await kysely
      .insertInto("disputes")
      .values({
        quiz: id,
        team: "T1",
        person,
        reason: "it depends",
        opened_at: 4,
        outcome: "",
        settled_by: person,
        settled_at: 0,
      })
      .execute();
}
