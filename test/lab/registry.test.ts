// Images that nobody has cannot be pulled, in each orchestrator's own words; those that a scenario's file names can, and well-known ones.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { play } from "../../src/lab/play.ts";
import { registryOf } from "../../src/lab/worlds/registry-of.ts";
import { createRegistry, repositoryOf } from "../../src/simulator/registry.ts";

const { findScenario, scenarios } = readLibrary(join(import.meta.dirname, "../../knowledge"));

function found(id: string) {
  const scenario = findScenario(id);
  if (!scenario) throw new Error(`there is no scenario ${id}`);
  return scenario;
}

/** What the last of the commands printed. */
const told = (id: string, ...commands: string[]) => play(found(id), "registry", commands).turns.at(-1)?.output ?? "";

test.each([
  ["nginx", "nginx"],
  ["docker.io/library/nginx:1.27", "nginx"],
  ["registry.example:5000/shop/web:2.0", "registry.example:5000/shop/web"],
  ["registry.example:5000/shop/web", "registry.example:5000/shop/web"],
  ["shop/web@sha256:0123", "shop/web"],
])("%s is of the repository %s", (image, repository) => {
  expect(repositoryOf(image)).toBe(repository);
});

test("a registry has its own repositories with any tag, and well-known ones with what looks like one", () => {
  const hasImage = createRegistry(new Set(["shop/web"]));
  const pulled = [
    "shop/web:oops",
    "shop/web",
    "nginx",
    "nginx:1.27-alpine",
    "postgres:17",
    "docker.io/library/redis:latest",
  ];
  expect(pulled.filter((image) => !hasImage(image))).toEqual([]);
  const refused = ["shop/wbe:1.4", "nosuch/thing:9", "ngnix:1.27", "nginx:oops", "nginx:1..2", "web", ""];
  expect(refused.filter(hasImage)).toEqual([]);
});

test("every image that a scenario's own commands set can be pulled, unless it is said to be missing", () => {
  for (const scenario of scenarios) {
    const hasImage = registryOf(scenario);
    const images = [...scenario.text.matchAll(/\b[\w-]+\/web:[\w.]+/g)].map(([image]) => image);
    expect(images.filter((image) => !hasImage(image))).toEqual([]);
    expect(hasImage("nosuch/thing:9")).toBe(false);
  }
});

test("Kubernetes: ErrImagePull, then ImagePullBackOff, and the old pods go on", () => {
  const wrong = "kubectl set image deployment/web '*=nosuch/thing:9'";
  expect(told("scale-by-hand", wrong, "wait 90s", "kubectl get pods")).toMatch(
    /0\/1 +(?:ErrImagePull|ImagePullBackOff)/,
  );
  const events = told("scale-by-hand", wrong, "wait 30s", "kubectl get events");
  expect(events).toContain(
    'Failed to pull image "nosuch/thing:9": rpc error: code = Unknown desc = failed to pull and unpack',
  );
  expect(events).toContain("pull access denied, repository does not exist or may require authorization");
  expect(told("scale-by-hand", "kubectl run one --image=nosuch/thing:9", "wait 1m", "kubectl get pod one")).toMatch(
    /one +0\/1 +(?:ErrImagePull|ImagePullBackOff)/,
  );
  expect(told("scale-by-hand", "kubectl run one --image=nginx:1.27", "wait 10s", "kubectl get pod one")).toMatch(
    /one +1\/1 +Running/,
  );
});

test("Swarm: tasks are rejected", () => {
  const ps = told(
    "swarm-rush",
    "docker service create -d --name one nosuch/thing:9",
    "wait 30s",
    "docker service ps one",
  );
  expect(ps).toMatch(/Rejected .*"No such image: nosuch\/thing:9/);
  expect(
    told("swarm-rush", "docker service create -d --name one redis:8", "wait 30s", "docker service ps one"),
  ).toMatch(/Running +Running/);
});

test("Mesos: tasks fail, and the app is delayed", () => {
  const add = (image: string) =>
    `POST /v2/apps {"id": "/one", "cpus": 0.1, "mem": 32, "container": {"docker": {"image": "${image}"}}}`;
  const app = (image: string) => {
    const { world } = play(found("mesos-rush"), "registry", [add(image), "wait 2m"]);
    return { failed: !world.isReady(), facts: JSON.stringify(world.facts()) };
  };
  expect(app("nosuch/thing:9").failed).toBe(true);
  expect(app("redis:8").failed).toBe(false);
});
