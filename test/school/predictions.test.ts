// What a lab asks those who play it, over a real SQLite and the real simulator: asked seldom, answered by the run, remembered as a quiz answer.
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { play } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";
import { createLabRoom } from "../../src/school/lab.ts";
import type { LabRecord } from "../../src/school/labs.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
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
    replay: (...journal) => Promise.resolve(replay(...journal)),
    wake: () => {},
  });
  async function owed(prefix: string) {
    const rows = await database.kysely
      .selectFrom("deliveries")
      .selectAll()
      .where("id", "like", `${prefix}%`)
      .orderBy("seq")
      .execute();
    return rows.map(({ id, content, destination }) => ({
      id,
      content: JSON.parse(content),
      destination: JSON.parse(destination),
    }));
  }
  return {
    store,
    owed,
    asked: async (): Promise<{ quiz: Quiz; atMs: number }[]> =>
      (await owed("predict:")).map(({ content }) => content as { quiz: Quiz; atMs: number }),
    async start(scenario: string): Promise<LabRecord> {
      const key = `lab-${++acts}`;
      await room.start({ key, team: "T1", channel: "C1", person: "U1", scenario });
      return (await store.labs.find(key))!;
    },
    async say(lab: LabRecord, ...texts: string[]) {
      for (const text of texts)
        await room.say(lab, { key: `act-${++acts}`, team: "T1", channel: "C1", threadTs: "1.0", person: "U1", text });
    },
    /** Presses the right answer, or a wrong one; resolves with the word of it. */
    async press({ id, order, question }: Quiz, person: string, correct: boolean, key = `press-${++acts}`) {
      const options = "options" in question ? question.options : [];
      const option = options.findIndex((each) => each.correct === correct);
      await room.predict({ key, quiz: id, team: "T1", person, place: order.indexOf(option), threadTs: "1.0" });
      return (await owed(`feedback:${key}`))[0];
    },
    close: () => store.close(),
  };
}

let school: Awaited<ReturnType<typeof openRoom>>;
beforeEach(async () => {
  school = await openRoom();
});
afterEach(() => school.close());

const PENDING = ["kubectl scale deployment web --replicas=8", "wait 1m"];

test("is asked where something is under way, answered by the run, and told to each alone when the run is there", async () => {
  const lab = await school.start("requests-too-high");
  await school.say(lab, "kubectl get pods", "status");
  expect(await school.asked()).toEqual([]);
  await school.say(lab, ...PENDING);
  const { quiz, atMs } = (await school.asked())[0]!;
  expect(quiz.question.stem).toMatch(/3 of 8 pods of the Deployment `web` are ready: 5 of 8 pods are Pending/);

  expect(await school.press(quiz, "U1", true)).toMatchObject({
    content: { kind: "lab-noted", given: "first", said: "3 ready" },
    destination: { kind: "private", user: "U1", threadTs: "1.0" },
  });
  await school.press(quiz, "U2", false);
  expect(await school.press(quiz, "U2", true)).toMatchObject({ content: { given: "again" } });
  // Nobody is told before the run is there.
  await school.say(lab, "wait 30s");
  expect(await school.owed("predicted:")).toEqual([]);

  await school.say(lab, "wait 2m");
  const graded = await school.owed("predicted:");
  expect(graded.map(({ content, destination }) => [destination.user, content.correct])).toEqual([
    ["U1", true],
    ["U2", false],
  ]);
  const [settled] = await school.owed("settled:");
  expect(settled).toMatchObject({
    content: { kind: "lab-predicted", fate: "come", right: 1, total: 2 },
    destination: { kind: "edit", of: `predict:${quiz.id}` },
  });
  // The true answer is what the lab itself came to.
  const { board } = replay(lab.scenario, lab.seed, [...PENDING, `wait ${(atMs - 61_000) / 1000}s`]);
  const right = "options" in quiz.question ? quiz.question.options.find(({ correct }) => correct)?.text : "";
  expect(right).toBe(`${board.readyReplicas} ready`);
  expect(await school.press(quiz, "U3", true)).toMatchObject({ content: { given: "closed" } });
});

test("is remembered as a quiz answer is: the concept comes back when it is due", async () => {
  const lab = await school.start("hpa-flapping");
  await school.say(lab, "status", "wait 3m");
  const { quiz } = (await school.asked())[0]!;
  expect(quiz.question.id).toBe("computed-hpa-ratio");
  await school.press(quiz, "U1", false);
  expect(await school.store.quizzes.answers(quiz.id)).toMatchObject([{ person: "U1", correct: false }]);
  expect((await school.store.memories.cards("T1", "U1")).map(({ concept }) => concept)).toEqual(["computed-hpa-ratio"]);
});

test("what somebody changes meanwhile is told, and of a question whose command is taken back nobody hears more", async () => {
  const lab = await school.start("requests-too-high");
  await school.say(lab, ...PENDING);
  const { quiz } = (await school.asked())[0]!;
  await school.press(quiz, "U1", true);
  await school.say(lab, "kubectl scale deployment web --replicas=3", "wait 3m");
  const change = {
    command: "kubectl scale deployment web --replicas=3",
    at: "01:01",
    person: "U1",
    came: 3,
  };
  expect(await school.owed("predicted:")).toMatchObject([
    { content: { fate: "changed", correct: true, said: "3 ready", change } },
  ]);
  expect((await school.owed("settled:")).at(-1)).toMatchObject({ content: { fate: "changed", change } });

  const other = await school.start("requests-too-high");
  await school.say(other, ...PENDING);
  const { quiz: second } = (await school.asked())[1]!;
  await school.press(second, "U1", true);
  await school.say(other, "undo");
  expect((await school.owed("settled:")).at(-1)).toMatchObject({ content: { fate: "dropped" } });
  expect(await school.owed("predicted:")).toHaveLength(1);
});

test("what came of a change is what the run came to, and a look that waits or a change that changes nothing is none", async () => {
  const lab = await school.start("requests-too-high");
  await school.say(lab, ...PENDING);
  const { quiz, atMs } = (await school.asked())[0]!;
  await school.press(quiz, "U1", false);
  const more = ["kubectl set resources deployment web --requests=cpu=250m", "wait 3m"];
  await school.say(lab, "kubectl get pods", ...more);
  const { samples } = play(lab.scenario, lab.seed, [...PENDING, ...more]).world;
  const came = samples().findLast(({ at }) => at <= atMs)!.readyReplicas;
  expect(came).not.toBe(3);
  expect(await school.owed("predicted:")).toMatchObject([
    { content: { fate: "changed", correct: false, change: { came, at: "01:01", command: more[0] } } },
  ]);

  const still = await school.start("requests-too-high");
  await school.say(still, ...PENDING);
  const { quiz: second } = (await school.asked())[1]!;
  await school.press(second, "U1", true);
  await school.say(
    still,
    "kubectl scale deployment web --replicas=8",
    "kubectl rollout status deployment/web --timeout=2m",
    "wait 2m",
  );
  expect((await school.owed("predicted:")).at(-1)).toMatchObject({ content: { fate: "come", correct: true } });
});

test("is asked at most once every few commands, one at a time, and never where somebody wants none", async () => {
  const lab = await school.start("requests-too-high");
  await school.say(lab, ...PENDING, "wait 1m", "wait 1s", "wait 1s", "wait 1s", "wait 1s");
  expect(await school.asked()).toHaveLength(1);
  await school.say(lab, "wait 1m", "wait 1s");
  expect(await school.asked()).toHaveLength(2);

  const quiet = await school.start("requests-too-high");
  await school.say(quiet, "predict off", ...PENDING, "wait 1m");
  expect(await school.asked()).toHaveLength(2);
  await school.say(quiet, "predict on", "wait 1m");
  expect(await school.asked()).toHaveLength(3);
});

test("the same press, worked on again after a kill, is answered once and counts once", async () => {
  const lab = await school.start("requests-too-high");
  await school.say(lab, ...PENDING);
  const { quiz } = (await school.asked())[0]!;
  await school.press(quiz, "U1", true, "same");
  await school.press(quiz, "U1", true, "same");
  expect(await school.owed("feedback:same")).toHaveLength(1);
  expect(await school.store.quizzes.answers(quiz.id)).toHaveLength(1);
});
