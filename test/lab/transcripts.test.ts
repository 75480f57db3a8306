// Real kubectl and docker, beside the repository (../shared/transcripts/README.md): how many recorded commands the lab answers the same.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { loadAdapters } from "../../src/cli/conformance/adapters.ts";
import { difference } from "../../src/cli/conformance/transcripts/compare.ts";
import { addGroups } from "../../src/cli/conformance/groups.ts";
import { findFiles, replayFile } from "../../src/cli/conformance/run.ts";
import type { Group } from "../../src/cli/conformance/sheet.ts";

const folder = resolve(import.meta.dirname, "../../../shared/transcripts");
const withTranscripts = existsSync(folder) ? test : test.skip;

/** Steps that agreed when this was written: more may, fewer must not. */
const FLOORS: Record<string, number> = {
  "docker info": 4,
  "docker node": 52,
  "docker service": 141,
  "docker stack": 36,
  "docker swarm": 34,
  "kubectl annotate": 11,
  "kubectl api-resources": 6,
  "kubectl apply": 119,
  "kubectl autoscale": 16,
  "kubectl cordon": 6,
  "kubectl create": 68,
  "kubectl delete": 47,
  "kubectl describe": 109,
  "kubectl diff": 3,
  "kubectl drain": 16,
  "kubectl events": 7,
  "kubectl explain": 4,
  "kubectl expose": 16,
  "kubectl get": 367,
  "kubectl label": 23,
  "kubectl logs": 9,
  "kubectl patch": 31,
  "kubectl replace": 4,
  "kubectl rollout": 84,
  "kubectl run": 14,
  "kubectl scale": 31,
  "kubectl set": 34,
  "kubectl taint": 26,
  "kubectl top": 27,
  "kubectl uncordon": 6,
  "kubectl version": 2,
  "kubectl wait": 17,
};

withTranscripts(
  "as many recorded commands as ever are answered as the real tools answered them",
  async () => {
    const adapters = await loadAdapters();
    const groups = new Map<string, Group>();
    for (const file of findFiles(folder)) addGroups(groups, replayFile(adapters, file).groups);
    const agree: Record<string, number> = {};
    for (const [name, group] of groups) {
      const verb = name.split(" ").slice(0, 2).join(" ");
      agree[verb] = (agree[verb] ?? 0) + group.agree;
    }
    const fewer = Object.entries(FLOORS).filter(([verb, floor]) => (agree[verb] ?? 0) < floor);
    expect(fewer.map(([verb, floor]) => `${verb}: ${agree[verb] ?? 0} of ${floor}`)).toEqual([]);
  },
  120_000,
);

const STEP = { n: 1, at: "2026-11-02T09:00:00Z", stdout: "a   1s\nb   2s\n", stderr: "", exit: 0 };
const RULES = [{ what: "age", regex: "\\d+s", replace: "<AGE>" }];

test("an answer agrees when its cells, its errors and its exit code do", () => {
  const ours = { stdout: "a     7s\nb     9s\n", stderr: "", exit: 0 };
  expect(difference(STEP, ours, RULES, "sequence")).toBeUndefined();
  expect(difference(STEP, { ...ours, exit: 1 }, RULES, "sequence")).toBe("exit code: expected 0, got 1");
  expect(difference(STEP, { ...ours, stderr: "oh\n" }, RULES, "sequence")).toBe(
    'stderr, line 1: expected the end, got "oh"',
  );
  const turned = { ...ours, stdout: "b  9s\na  7s\n" };
  expect(difference(STEP, turned, RULES, "sequence")).toContain("stdout, line 1");
  expect(difference(STEP, turned, RULES, "set")).toBeUndefined();
  expect(difference(STEP, { ...ours, stdout: "a  7s\n" }, RULES, "set")).toContain("got the end");
});
