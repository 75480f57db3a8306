// Computed questions against what the orchestrators' own code answered, row by row, where ../shared has rows of the same rule.
import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Question } from "../../../src/knowledge/types.ts";
import { nextRun } from "../../../src/quiz/generators/cron-next.ts";
import { nodesFor } from "../../../src/quiz/generators/node-binpacking.ts";
import { generators } from "../../../src/quiz/generators/registry.ts";
import { createRandom } from "../../../src/quiz/random.ts";

const shared = join(import.meta.dirname, "../../../../shared/vectors/core");
const isHere = existsSync(shared);
const where = isHere ? describe : describe.skip;

function casesOf<T>(file: string): T[] {
  return (JSON.parse(readFileSync(join(shared, `${file}.json`), "utf8")) as { cases: T[] }).cases;
}

/** The number in a question's key. */
function keyOf(question: Question): number {
  if ("answer" in question) return question.answer;
  const option = "options" in question ? question.options.find(({ correct }) => correct) : undefined;
  return Number.parseFloat(option?.text ?? "");
}

/** Every drawing whose stem matches, with the words in it; each checked against the row that `expected` finds for them. */
function compare(id: string, pattern: RegExp, expected: (words: string[], stem: string) => number | undefined) {
  const generator = generators.find((each) => each.id === id)!;
  let compared = 0;
  const wrong: string[] = [];
  for (let seed = 0; seed < 3000; seed++) {
    const question = generator.generate(createRandom(`vectors ${seed}`));
    const words = pattern.exec(question.stem);
    const row = words && expected(words.slice(1), question.stem);
    if (row === null || row === undefined) continue;
    compared += 1;
    if (row !== keyOf(question)) wrong.push(`${question.stem} is ${row}, not ${keyOf(question)}`);
  }
  return { compared, wrong };
}

where(`against the rows of upstream's own code${isHere ? "" : ` (skipped: ${shared} is not here)`}`, () => {
  test("bounds of a rolling update: ResolveFenceposts", () => {
    type Row = [surge: string, unavailable: string, desired: number, surgePods: number, unavailablePods: number];
    const rows = new Map(casesOf<Row>("deployment-oracle-fenceposts").map((row) => [row.slice(0, 3).join(), row]));
    const { compared, wrong } = compare(
      "computed-rollout-bounds",
      /^A Deployment of (\d+) replicas has `maxSurge: (\d+%)` and `maxUnavailable: (\d+%)`/,
      ([replicas = "", surge = "", unavailable = ""], stem) => {
        const row = rows.get([surge, unavailable, replicas].join());
        if (!row) return undefined;
        return stem.includes("at most") ? Number(replicas) + row[3] : Number(replicas) - row[4];
      },
    );
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });

  test("waits of CrashLoopBackOff: the kubelet's back-off", () => {
    type Row = { expect: { backoffSec: number; exit: number; start: number }[] };
    // The one in which each run ends as it begins; its first start is none after a crash.
    const row = casesOf<Row>("crashloop-oracle").find(({ expect: runs }) =>
      runs.every(({ start, exit }) => start === exit),
    );
    const { compared, wrong } = compare("computed-crash-loop-wait", /crash number (\d+)/, ([crashes = ""]) => {
      return row?.expect[Number(crashes)]?.backoffSec;
    });
    expect(wrong).toEqual([]);
    expect(compared).toBe(3000);
  });

  test("allowances of a PodDisruptionBudget: updatePdbStatus", () => {
    type Row = {
      minAvailable?: string;
      maxUnavailable?: string;
      controllerReplicas: number;
      pods: number;
      healthy: number;
      expect: { disruptionsAllowed: number };
    };
    const rows = casesOf<Row>("pdb-oracle");
    const { compared, wrong } = compare(
      "computed-pdb-allowance",
      /^A PodDisruptionBudget with `(\w+): (\d+%)` selects the pods of a Deployment of (\d+) replicas; (\d+) of them/,
      ([field = "", share = "", replicas = "", healthy = ""]) =>
        rows.find(
          (row) =>
            (field === "minAvailable" ? row.minAvailable : row.maxUnavailable) === share &&
            row.controllerReplicas === Number(replicas) &&
            row.pods === row.controllerReplicas &&
            row.healthy === Number(healthy),
        )?.expect.disruptionsAllowed,
    );
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(50);
  });

  test("nodes for pending pods: BinpackingNodeEstimator", () => {
    type Row = {
      groups: {
        count: number;
        cpuMilli: number;
        memory: number;
        hostnameAntiAffinitySelf: boolean;
        hostnameMaxSkew: number;
      }[];
      nodeTemplate: { cpuMilli: number; memory: number; pods: number };
      maxNodes: number;
      expect: { newNodes: number };
    };
    // What the question does not speak of: several groups, affinity, spread, a limit, and another number of places on a node. Upstream's rows state a pod's memory in bytes, a node's in MiB.
    const rows = casesOf<Row>("ca-oracle-binpacking").filter(({ groups: [group, ...more], maxNodes, nodeTemplate }) => {
      const isPlain = group && !group.hostnameAntiAffinitySelf && group.hostnameMaxSkew === 0 && more.length === 0;
      return isPlain && maxNodes === 0 && nodeTemplate.pods === 110;
    });
    const answered = rows.map(({ groups: [group], nodeTemplate }) =>
      group
        ? nodesFor(
            group.count,
            { cpu: `${group.cpuMilli}m`, memory: `${group.memory}` },
            { cpu: `${nodeTemplate.cpuMilli}m`, memory: `${nodeTemplate.memory}Mi` },
          )
        : 0,
    );
    expect(answered).toEqual(rows.map((row) => row.expect.newNodes));
    expect(rows.length).toBeGreaterThan(5);
  });

  test("next runs of a schedule: robfig/cron", () => {
    type Row = { schedule: string; from: string; expectNext?: string[] };
    const rows = casesOf<Row>("cron-oracle").filter(
      ({ schedule, expectNext }) => expectNext?.[0] && !schedule.includes("TZ=") && !expectNext[0].startsWith("0001"),
    );
    const answered = rows.map(({ schedule, from }) => nextRun(schedule, Date.parse(from)));
    expect(answered).toEqual(rows.map(({ expectNext = [] }) => Date.parse(expectNext[0] ?? "")));
    expect(rows.length).toBeGreaterThan(30);
  });
});
