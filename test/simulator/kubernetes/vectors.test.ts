/** Replays what upstream's own code answered, where ../shared/vectors/core is at hand. */
import { expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveFenceposts } from "../../../src/simulator/kubernetes/deployment/fenceposts.ts";
import type { Pod } from "../../../src/simulator/kubernetes/objects.ts";
import { podsToDelete } from "../../../src/simulator/kubernetes/replicaset/victims.ts";
import { makePod } from "../make.ts";

const folder = join(import.meta.dirname, "../../../../shared/vectors/core");
const present = existsSync(folder);
const when = present ? test : test.skip;
const why = present ? "" : ` (skipped: ${folder} is not here)`;

const casesOf = <T>(name: string) => (JSON.parse(readFileSync(join(folder, name), "utf8")) as { cases: T[] }).cases;
const intOrString = (text: string) => (text.endsWith("%") ? text : Number(text));

when(`maxSurge and maxUnavailable resolve as upstream's${why}`, () => {
  const cases = casesOf<[string, string, number, number, number]>("deployment-oracle-fenceposts.json");
  expect(cases.length).toBeGreaterThan(4_000);
  const wrong = cases.filter(([maxSurge, maxUnavailable, desired, surge, unavailable]) => {
    const resolved = resolveFenceposts(intOrString(maxSurge), intOrString(maxUnavailable), desired);
    return resolved.surge !== surge || resolved.unavailable !== unavailable;
  });
  expect(wrong).toEqual([]);
});

type VictimPod = {
  name: string;
  uid: string;
  node?: string;
  phase: Pod["status"]["phase"];
  ready: boolean;
  createdAgeSec: number;
  readyAgeSec?: number;
  restarts?: number;
  deletionCost?: string;
};

const NOW = 1e9;

function victimPod(given: VictimPod): Pod {
  const pod = makePod(given.name, given.node ? { node: given.node } : {});
  pod.metadata.uid = given.uid;
  pod.metadata.creationTimestamp = NOW - given.createdAgeSec * 1_000;
  if (given.deletionCost !== undefined)
    pod.metadata.annotations["controller.kubernetes.io/pod-deletion-cost"] = given.deletionCost;
  const lastTransitionTime = NOW - (given.readyAgeSec ?? 0) * 1_000;
  pod.status = {
    phase: given.phase,
    conditions: [
      { type: "Ready", status: given.ready ? "True" : "False", reason: "", message: "", lastTransitionTime },
    ],
    containerStatuses: [
      { name: "c", ready: given.ready, restartCount: given.restarts ?? 0, state: "running", reason: "" },
    ],
  };
  return pod;
}

when(`pods go in upstream's order${why}`, () => {
  const cases = casesOf<{ diff: number; expectVictimsInOrder: string[]; pods: VictimPod[] }>(
    "replicaset-oracle-victims.json",
  );
  expect(cases.length).toBeGreaterThan(500);
  for (const { diff, expectVictimsInOrder, pods } of cases) {
    const made = pods.map(victimPod);
    expect(podsToDelete(made, made, diff, NOW).map(({ metadata }) => metadata.name)).toEqual(expectVictimsInOrder);
  }
});
