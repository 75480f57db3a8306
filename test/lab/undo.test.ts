// What `undo` takes back: the last change or wait, and not the looks that came after it.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readLibrary } from "../../src/knowledge/read.ts";
import { replay } from "../../src/lab/replay.ts";
import { takenBack, tellAfter } from "../../src/lab/undo.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

/** Whether each of the messages is a change, as its own turn says. */
const changesOf = (id: string, messages: string[]) =>
  replay(findScenario(id)!, "undo", messages).turns.map(({ changed = false }) => changed);

test.each<[scenario: string, message: string, isChange: boolean]>([
  ["hpa-spike", "kubectl scale deployment web --replicas=4", true],
  ["hpa-spike", "kubectl get pods\nkubectl label deployment web tier=front", true],
  ["hpa-spike", "kubectl rollout status deployment/web", false],
  ["hpa-spike", "kubectl get pods", false],
  ["hpa-spike", "kubectl scale deployment wbe --replicas=4", false],
  ["hpa-spike", "kubectl scale deployment web --replicas=4 --dry-run=server", false],
  ["hpa-spike", "wait 30s", true],
  ["hpa-spike", "until ready", false],
  ["hpa-spike", "hint", false],
  ["hpa-spike", "why", false],
  ["hpa-spike", "help kubectl scale", false],
  ["hpa-spike", "status", false],
  ["hpa-spike", "chart", false],
  ["hpa-spike", "predict off", false],
  ["hpa-spike", "gibberish", false],
  ["swarm-rush", "docker service scale web=4", true],
  ["swarm-rush", "docker service ps web", false],
  ["swarm-rush", "docker service scale wbe=4", false],
  ["mesos-rush", 'PUT /v2/apps/web {"instances": 8}', true],
  ["mesos-rush", "GET /v2/apps", false],
])("in %s, `%s` is a change: %s", (scenario, message, isChange) => {
  expect(changesOf(scenario, [message])).toEqual([isChange]);
});

test("a look that waits is one: what it let pass can be had back", () => {
  const journal = ["kubectl scale deployment web --replicas=4", "kubectl rollout status deployment/web"];
  expect(changesOf("hpa-spike", journal)).toEqual([true, true]);
});

test("nothing is taken back where only looks were taken", () => {
  const { turns } = replay(findScenario("hpa-spike")!, "undo", ["kubectl get pods", "why", "hint"]);
  expect(takenBack(turns)).toBeUndefined();
  expect(takenBack([])).toBeUndefined();
});

test("one look is told as one", () => {
  expect([0, 1, 3].map(tellAfter)).toEqual(["", " (and 1 look after it)", " (and 3 looks after it)"]);
});

test("what is left leads to where the lab stood before the change, whatever was looked at since", () => {
  const looks = ["kubectl get pods", "kubectl describe hpa", "why", "help", "hint", "status", "kubectl scale deploy x"];
  const changes = ["kubectl scale deployment web --replicas=4", "wait 40s", "kubectl delete pods --all"];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...looks, ...changes), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...changes),
      fc.array(fc.constantFrom(...looks), { maxLength: 4 }),
      (before, change, after) => {
        const scenario = findScenario("hpa-spike")!;
        const begun = replay(scenario, "undo", before);
        // A scale to what there is already changes nothing: then it is an earlier one that goes.
        const { turns } = replay(scenario, "undo", [...before, change, ...after]);
        fc.pre(turns[before.length]?.changed === true);
        const back = takenBack(turns);
        expect(back).toEqual({ from: before.length, after: after.length });
        const left = turns.slice(0, back!.from).map(({ text }) => text);
        expect(replay(scenario, "undo", left)).toEqual(begun);
      },
    ),
    { numRuns: 25 },
  );
});
