// Each scenario's trace is the one on record: an outcome that changes needs a new ENGINE_VERSION, for the labs that are open.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { firstDifference, playSessions, readSession } from "../../src/cli/golden/sessions.ts";
import { compareGolden, playAll, readGolden } from "../../src/cli/golden/traces.ts";
import { MUTATIONS } from "../../src/cli/mutation/mutations.ts";

test("every scenario's trace is the one on record, and nothing else is on record", () => {
  const played = playAll();
  expect(compareGolden(played, readGolden()).map(({ scenario }) => scenario)).toEqual([]);
  expect([...readGolden().keys()].toSorted()).toEqual(played.map(({ scenario }) => scenario).toSorted());
  expect(played.every(({ hashes }) => hashes.length > 0)).toBe(true);
});

test("commands print what is on record, and a line that differs is found", () => {
  const sessions = playSessions();
  expect(sessions.length).toBeGreaterThan(0);
  for (const session of sessions) {
    expect(session.text).toBe(readSession(session.scenario));
    expect(firstDifference({ ...session, text: session.text.replace("Running", "Walking") })).toBeGreaterThan(1);
  }
});

test("every mutation that `npm run mutate` makes still finds its place, once", () => {
  const simulator = resolve(import.meta.dirname, "../../src/simulator");
  const stale = MUTATIONS.filter(
    ({ file, from }) => readFileSync(join(simulator, file), "utf8").split(from).length !== 2,
  );
  expect(stale).toEqual([]);
  expect(MUTATIONS.length).toBeGreaterThanOrEqual(20);
});
