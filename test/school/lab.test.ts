// The lab room over a real SQLite and the real simulator: who may finish, what a pasted text is tried on, and a lab whose engine has changed.
import { join } from "node:path";
import { beforeEach, afterEach, describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { replay } from "../../src/lab/replay.ts";
import { createLabRoom } from "../../src/school/lab.ts";
import type { LabRecord } from "../../src/school/labs.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

async function openRoom() {
  const database = await openDatabase({ file: ":memory:" });
  const store = createStore(database);
  const clock = { now: () => 1_000, onMove: () => () => {}, close: () => {} };
  let acts = 0;
  const room = createLabRoom({
    store,
    library,
    clock,
    replay: (scenario, seed, commands) => Promise.resolve(replay(scenario, seed, commands)),
    wake: () => {},
  });

  /** What the replies say, as they lie in the outbox, oldest first. */
  async function owed(prefix: string) {
    const rows = await database.kysely.selectFrom("deliveries").selectAll().where("id", "like", `${prefix}%`).execute();
    return rows.map(({ id, content }) => ({ id, content: JSON.parse(content) }));
  }

  return {
    store,
    room,
    owed,
    async start(wish: string, person = "U1"): Promise<LabRecord> {
      const key = `lab-${++acts}`;
      expect(await room.start({ key, team: "T1", channel: "C1", person, scenario: wish })).toBe(true);
      return (await store.labs.find(key))!;
    },
    /** Says something in a lab; resolves with the content of the reply. */
    async say(lab: LabRecord, text: string, person = "U1", isAdmin = false) {
      const key = `act-${++acts}`;
      await room.say(lab, {
        key,
        team: "T1",
        channel: "C1",
        threadTs: "1.0",
        person,
        text,
        isAdmin: () => Promise.resolve(isAdmin),
      });
      const [reply] = await owed(`lab-turn:${key}`);
      return reply?.content;
    },
    close: () => store.close(),
  };
}

let school: Awaited<ReturnType<typeof openRoom>>;
beforeEach(async () => {
  school = await openRoom();
});
afterEach(() => school.close());

describe("a lab that slept", () => {
  test("wakes as it was while the engine is the same", async () => {
    const lab = await school.start("swarm-rush");
    await school.say(lab, "docker service scale web=3");
    const reply = await school.say(lab, "docker service ls");
    expect(reply).toMatchObject({ kind: "lab-turn", turn: { output: expect.stringMatching(/3\/3/) } });
  });

  test("is read-only when replaying it comes out differently: the thread is not rewritten, and a fresh start is offered", async () => {
    const lab = await school.start("swarm-rush");
    await school.say(lab, "docker service scale web=3");
    const [posted] = await school.owed("lab-turn:");
    const [first] = await school.store.labs.journal(lab.id);
    // As an older engine would have left it.
    await school.store.labs.setHash(first!.key, "another-past");

    expect(await school.say(lab, "docker service ls")).toEqual({ kind: "lab-asleep", scenario: "swarm-rush" });
    expect((await school.owed("lab-turn:"))[0]).toEqual(posted);
    expect((await school.store.labs.find(lab.id))?.finished).toBe(true);
    expect(await school.say(lab, "wait 5m")).toMatchObject({ kind: "note", text: expect.stringContaining("over") });
    expect((await school.start("swarm-rush")).id).not.toBe(lab.id);
  });
});

describe("undo", () => {
  test("takes back the last change with the looks behind it, and says which", async () => {
    const lab = await school.start("hpa-spike");
    await school.say(lab, "kubectl get pods");
    await school.say(lab, "kubectl scale deployment web --replicas=4");
    for (const look of ["kubectl get pods", "why", "hint"]) await school.say(lab, look);
    expect(await school.say(lab, "undo")).toMatchObject({
      kind: "lab-undone",
      undone: "kubectl scale deployment web --replicas=4",
      after: 3,
      view: { board: { desiredReplicas: 2, atMs: 0 } },
    });
    expect((await school.store.labs.journal(lab.id)).map(({ text }) => text)).toEqual(["kubectl get pods"]);
    expect(await school.say(lab, "kubectl get deployment web")).toMatchObject({
      kind: "lab-turn",
      turn: { output: expect.stringMatching(/2\/2/) },
    });
  });

  test("says so where only looks were taken, and keeps them", async () => {
    const lab = await school.start("hpa-spike");
    await school.say(lab, "kubectl get pods");
    expect(await school.say(lab, "undo")).toEqual({ kind: "note", text: expect.stringMatching(/nothing to undo/) });
    expect(await school.store.labs.journal(lab.id)).toHaveLength(1);
  });

  test("rewrites no past that the engine tells otherwise by now", async () => {
    const lab = await school.start("hpa-spike");
    await school.say(lab, "wait 1m");
    const [first] = await school.store.labs.journal(lab.id);
    await school.store.labs.setHash(first!.key, "another-past");
    expect(await school.say(lab, "undo")).toEqual({ kind: "lab-asleep", scenario: "hpa-spike" });
    expect(await school.store.labs.journal(lab.id)).toHaveLength(1);
  });
});

describe("finishing a lab", () => {
  test.each([
    ["whoever started it", "U1", false, true],
    ["an admin", "U2", true, true],
    ["somebody who schedules quizzes there", "U3", false, true],
    ["anybody else", "U4", false, false],
  ])("%s", async (_who, person, isAdmin, may) => {
    await school.store.quizzes.addSchedule({
      id: "s1",
      team: "T1",
      channel: "C1",
      owner: "U3",
      timetable: { hour: 9, minute: 0, zone: "UTC", weekdays: [1] },
      track: "",
      openFor: 3_600_000,
      nextRunAt: 9e12,
      paused: "",
    });
    const lab = await school.start("swarm-rush");
    expect(await school.say(lab, "finish", person, isAdmin)).toMatchObject({ kind: may ? "lab-turn" : "note" });
    expect((await school.store.labs.find(lab.id))?.finished).toBe(may);
  });
});

describe("a pasted manifest", () => {
  test("is tried on the lab as it stands, and leaves nothing behind", async () => {
    const lab = await school.start("hpa-spike");
    const text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a&b\n";
    const read = school.room.readPaste(lab, { text, file: "" });
    if ("problem" in read) throw new Error(read.problem);
    expect(read.message).toBe("kubectl apply -f -\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a&amp;b\n");
    expect(await school.room.tryPaste(lab, text, read.message)).toMatchObject({
      field: "text",
      problem: expect.stringMatching(/^Line 4: The ConfigMap "a&b" is invalid: metadata.name: Invalid value/),
    });
    expect(await school.store.labs.journal(lab.id)).toEqual([]);
    expect(await school.room.tryPaste(lab, text, read.message.replace("a&amp;b", "ab"))).toBeUndefined();
  });

  test("has a name that a file can have, and a text", async () => {
    const lab = await school.start("hpa-spike");
    const problemOf = (text: string, file: string) => school.room.readPaste(lab, { text, file });
    expect(problemOf(" \n", "")).toMatchObject({ field: "text" });
    for (const file of ["../x.yaml", "x.sh", "a b.yaml", "-f.yaml", "; rm.yaml"])
      expect(problemOf("a: 1", file)).toMatchObject({ field: "file" });
    expect(problemOf("a: 1", " k8s-web.v2.yaml ")).toEqual({ message: "kubectl apply -f k8s-web.v2.yaml\na: 1" });
    expect(school.room.readPaste({ ...lab, finished: true }, { text: "a: 1", file: "" })).toMatchObject({
      field: "text",
    });
  });
});

test("a sandbox is started by its options, and a wish that cannot be had is answered", async () => {
  const lab = await school.start("sandbox mesos nodes=2");
  expect(lab.scenario).toMatchObject({ id: "sandbox mesos nodes=2", orchestrator: "mesos" });
  expect(await school.say(lab, "dcos node list")).toMatchObject({ kind: "lab-turn", turn: { ok: true } });
  expect(school.room.problemOf("sandbox nodes=99")).toMatch(/from 1 to 20/);
  expect(school.room.problemOf("atlantis")).toMatch(/no such scenario.*`hpa-spike`.*sandbox/);
  expect(school.room.problemOf("hpa-spike")).toBeUndefined();
});
