// Which orchestrator a card and a question are about, and what a card of another one loses.
import { describe, expect, test } from "@jest/globals";
import { type Family, familiesNear, familiesOf, strangeness } from "../../src/ask/families.ts";

const families = (...names: Family[]) => new Set(names);
const none = families();

describe("strangeness", () => {
  test("a card of no platform, or of the one that is asked for, suits", () => {
    expect(strangeness(none, families("mesos"), none)).toBe(0);
    expect(strangeness(families("swarm", "docker"), families("swarm"), none)).toBe(0);
    expect(strangeness(families("swarm", "docker"), families("docker"), none)).toBe(0);
  });

  test("Swarm is foreign to a question on Kubernetes although its lesson names Docker, and Docker alone is less so", () => {
    const swarm = strangeness(families("swarm", "docker"), families("kubernetes"), none);
    const docker = strangeness(families("docker"), families("kubernetes"), none);
    expect(swarm).toBeGreaterThan(docker);
    expect(docker).toBeGreaterThan(0);
  });

  test("a question that names none is on Kubernetes or on containers, or on what its things belong to", () => {
    expect(strangeness(families("kubernetes"), none, none)).toBe(0);
    expect(strangeness(families("docker"), none, none)).toBe(0);
    expect(strangeness(families("swarm", "docker"), none, none)).toBeGreaterThan(0);
    expect(strangeness(families("mesos"), none, none)).toBeGreaterThan(0);
    const near = familiesNear("what is an offer", ["mesos-and-marathon"]);
    expect(strangeness(families("mesos"), none, near)).toBeLessThan(strangeness(families("mesos"), none, none));
    expect(strangeness(families("mesos"), none, near)).toBeGreaterThan(strangeness(families("kubernetes"), none, near));
  });
});

test("a question on orchestrators as such is on all of them", () => {
  expect(familiesNear("which orchestrator runs the largest clusters", []).has("nomad")).toBe(true);
  expect(familiesNear("which runs the largest clusters", []).size).toBe(0);
});

test("the platforms that a text names", () => {
  expect([...familiesOf("docker service update")]).toEqual(["swarm", "docker"]);
  expect([...familiesOf("a pod of a Deployment")]).toEqual(["kubernetes"]);
});
