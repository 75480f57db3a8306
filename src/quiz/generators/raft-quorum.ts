// How many managers of a swarm may be lost while it can still decide.
import { createLoop } from "../../simulator/kernel/loop.ts";
import { createRandom } from "../../simulator/kernel/random.ts";
import { createQuorum } from "../../simulator/swarm/manager/quorum.ts";
import { between, counted } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-raft-quorum",
  lesson: "docker-swarm",
  section: "docker-swarm#quorum",
  objective: "swarm-quorum",
  difficulty: 2,
};

const LIMITS = { spanMs: 3_600_000, events: 1_000, objects: 0 };

/** Managers are lost one by one, the leader last, until there is no leader. */
function tolerated(managers: number): number {
  const loop = createLoop(LIMITS);
  const names = Array.from({ length: managers }, (_, index) => `manager-${index}`);
  const quorum = createQuorum(loop, createRandom("quorum"), names, () => {});
  const followers = names.slice(1);
  const survives = (lost: number) => {
    for (const name of followers.slice(0, lost)) quorum.lose(name);
    return quorum.leader() !== undefined;
  };
  return followers.filter((_, index) => survives(index + 1)).length;
}

export const raftQuorum = generatorOf(rule, (random) => {
  const managers = between(random, 3, 11);
  const value = tolerated(managers);
  const majority = managers - value;
  return {
    stem: `A swarm has ${managers} managers. How many of them may be lost while it can still schedule and change services?`,
    answer: { value, unit: "managers" },
    right: "Right: a majority must remain.",
    working: [
      `Raft needs a majority of all managers: floor(${managers} / 2) + 1 = ${majority}.`,
      `${managers} - ${majority} = ${counted(value, "managers")} may be lost.`,
    ],
    wrong: [
      { value: majority, why: "That is the majority which must remain, not what may be lost." },
      { value: managers / 2, why: "Half is no majority: with half of the managers left nothing can be decided." },
      { value: managers - 1, why: "One manager alone is no majority of the group that was agreed on." },
      { value: Math.max(0, value - 1), why: "One more may be lost: a bare majority is enough." },
      { value: value + 1, why: "Then less than a majority would remain." },
    ].filter((each) => Number.isInteger(each.value)),
  };
});
