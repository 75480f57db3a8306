// However much somebody asks for, a lab says that it is too much, and goes on.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { play } from "../../src/lab/play.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

const MANIFEST =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 70000\n  selector: { matchLabels: { app: api } }\n  template:\n    metadata: { labels: { app: api } }\n    spec: { containers: [{ name: api, image: harbor-shop/web:1.4 }] }\n";
const JOB =
  "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: sums\nspec:\n  parallelism: 70000\n  completions: 70000\n  template:\n    spec: { restartPolicy: Never, containers: [{ name: sums, image: harbor-shop/web:1.4 }] }\n";
const COMPOSE = "services:\n  api:\n    image: harbor-shop/web:1.4\n    deploy:\n      replicas: 70000\n";

test.each([
  ["hpa-spike", "kubectl scale deployment web --replicas=70000"],
  ["hpa-spike", "kubectl autoscale deployment web --min=2 --max=70000"],
  ["hpa-spike", "kubectl create deployment api --image=harbor-shop/web:1.4 --replicas=70000"],
  ["hpa-spike", `kubectl patch deployment web -p '{"spec":{"replicas":70000}}'`],
  ["hpa-spike", `kubectl apply -f -\n${MANIFEST}`],
  ["hpa-spike", `kubectl create -f -\n${JOB}`],
  ["swarm-rush", "docker service scale web=70000"],
  ["swarm-rush", "docker service update --replicas 70000 web"],
  ["swarm-rush", "docker service create --replicas 70000 harbor-shop/web:1.4"],
  ["swarm-rush", `docker stack deploy -c - shop\n${COMPOSE}`],
  ["swarm-rush", "docker service scale web=2147483648"],
  ["mesos-rush", "dcos marathon app update /web instances=70000"],
  ["mesos-rush", 'PUT /v2/apps/web {"instances": 70000}'],
])("%s: %s", (id, command) => {
  const { turns } = play(findScenario(id)!, "seed", [command, "wait 1m"]);
  expect(turns[0]).toMatchObject({
    ok: false,
    output: expect.stringMatching(/at most \d+ (?:replicas|tasks|instances)/),
  });
  expect(turns[1]).toMatchObject({ ok: true, output: expect.stringMatching(/^1m passed/) });
});

test("the largest that is allowed works", () => {
  const { turns } = play(findScenario("swarm-rush")!, "seed", ["docker service scale -d web=500"]);
  expect(turns[0]).toMatchObject({ ok: true, output: expect.stringContaining("web scaled to 500") });
  const patched = play(findScenario("hpa-spike")!, "seed", [
    `kubectl patch deployment web -p '{"spec":{"replicas":500}}'`,
  ]);
  expect(patched.turns[0]).toMatchObject({ ok: true });
});
