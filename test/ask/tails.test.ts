// After the lines that answer there are none that only look like answers: another matter, another platform, the same in other words.
import { describe, expect, test } from "@jest/globals";
import type { Quote } from "../../src/ask/answer.ts";
import { passagesOf } from "../../src/ask/passages.ts";
import { dropRepeats } from "../../src/ask/repeats.ts";
import { createIndex } from "../../src/ask/search.ts";
import { ask, library, said } from "./library.ts";

const index = createIndex(library, passagesOf(library));
const told = (texts: [passage: string, text: string][]): string[] => {
  const groups = texts.map(([passage, text]): Quote[] => [{ passage, text }]);
  return dropRepeats(groups, index).flatMap((group) => group.map(({ text }) => text));
};

describe("lines that add nothing", () => {
  test.each([
    [
      "how do i let a service account only read pods in one namespace",
      /get,list,watch/,
      /automount|LoadBalancer|1\.24/,
    ],
    ["docker swarm secrets - how do i rotate one", /--secret-rm/, /replicas|--force/],
    ["what happens to a pod when its node dies", /350 seconds|5 minutes|5 more minutes/, /Swarm|Marathon|Nomad/],
    [
      "two pods on different nodes need to write the same volume, is ReadWriteOnce ok",
      /ReadWriteMany/,
      /tmpfs|bind mount/,
    ],
  ])("%s", (text, wanted, beside) => {
    const answer = said(ask({ text }));
    expect(answer).toMatch(wanted);
    expect(answer).not.toMatch(beside);
  });

  test("who asks about a trouble in full gets that trouble, and no other one of the same thing", () => {
    const answer = ask({ text: "daemonset pods not showing up on control plane node" });
    const cited = answer.kind === "answer" ? answer.citations.map(({ passage }) => passage.id) : [];
    expect(cited).toEqual(["daemonsets#on-control-plane"]);
  });
});

describe("the same told twice", () => {
  test.each([
    [
      "the same figure of the same thing",
      "Pods of a dead node are replaced after about 350 seconds: 50 seconds to notice plus 300 seconds of toleration.",
      "Together, a dead node's pods are replaced roughly 350 seconds after its last heartbeat, by default.",
    ],
    [
      "the glossary's definition after a lesson's",
      "A PodDisruptionBudget protects against voluntary disruptions such as a drain: it says how many pods must stay.",
      "A PodDisruptionBudget limits how many pods of an application may be down at once through voluntary disruptions such as a drain.",
    ],
    [
      "in other words",
      "To make an image smaller, use a slim base and a multi-stage build, delete caches in the same `RUN`, and keep a `.dockerignore`.",
      "A smaller image comes from a slim base, a multi-stage build, and caches that the same `RUN` deletes.",
    ],
  ])("%s is left out", (_, first, second) => {
    expect(
      told([
        ["a#b", first],
        ["glossary#c", second],
      ]),
    ).toEqual([first]);
  });

  test.each([
    [
      "another code",
      "Exit code 137 means that the process was killed by SIGKILL (128 + 9), by the out-of-memory killer or after the stop timeout.",
      "Exit code 143 means that the process was ended by SIGTERM (128 + 15), which is usual after a stop.",
    ],
    [
      "another statement on the same thing",
      "A container with a limit but no request gets a request that equals the limit.",
      "The scheduler reserves for a container what it requests.",
    ],
  ])("%s is kept", (_, first, second) => {
    expect(
      told([
        ["a#b", first],
        ["c#d", second],
      ]),
    ).toEqual([first, second]);
  });

  test("one section's facts are told apart by its author", () => {
    const [one, other] = [
      "A named volume survives the container that used it, and `docker volume rm` removes it.",
      "A volume without a name goes with the container that used it when the container was run with `--rm`.",
    ];
    expect(
      told([
        ["a#b", one],
        ["a#b", other],
      ]),
    ).toEqual([one, other]);
  });
});
