// The thread that replays labs: what it answers, and when it is given up.
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { readLibrary } from "../src/knowledge/read.ts";
import { createReplayer, type Replayer } from "../src/replay.ts";

const scenario = readLibrary(join(import.meta.dirname, "../knowledge")).findScenario("hpa-spike")!;
let replayer: Replayer | undefined;
afterEach(() => replayer?.stop());

test("one after the other, each with its own answer", async () => {
  replayer = createReplayer();
  const [one, other] = await Promise.all([
    replayer.replay(scenario, "seed", ["kubectl get pods"]),
    replayer.replay(scenario, "seed", ["wait 1m"]),
  ]);
  expect(one.turns.at(-1)?.output).toContain("web-");
  expect(other.turns.at(-1)?.text).toBe("wait 1m");
});

test("what uses too much of the processor is given up with its name, and the next is replayed on a new thread", async () => {
  replayer = createReplayer({ mostCpuMs: 1, lookEveryMs: 5 });
  for (let time = 0; time < 2; time++)
    await expect(replayer.replay(scenario, "seed", ["wait 20m"])).rejects.toThrow(
      "replay: hpa-spike with 1 commands took over 1 ms of the processor's time",
    );
});

test("a long wait for a look takes nothing from a replay that is well", async () => {
  // Looked at all the time, and never over its share.
  replayer = createReplayer({ lookEveryMs: 1 });
  const view = await replayer.replay(scenario, "seed", ["wait 20m"]);
  expect(view.turns).toHaveLength(1);
});
