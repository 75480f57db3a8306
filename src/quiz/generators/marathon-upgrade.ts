// How many instances of a Marathon app may run at once, or are killed at once, when it is upgraded.
import { restartStrategy } from "../../simulator/mesos/marathon/restart-strategy.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-marathon-upgrade",
  lesson: "mesos-and-marathon",
  section: "mesos-and-marathon#deployments",
  objective: "marathon-apps",
  difficulty: 4,
};

export const marathonUpgrade = generatorOf(rule, (random) => {
  const instances = between(random, 5, 15);
  const [health, over] = [oneOf(random, [0.25, 0.5, 0.6, 0.75, 0.8]), oneOf(random, [0.1, 0.2, 0.25, 0.5])];
  const upgradeStrategy = { minimumHealthCapacity: health, maximumOverCapacity: over };
  const { maxCapacity, nrToKillImmediately } = restartStrategy({ instances, upgradeStrategy }, instances, instances);
  const asksMost = random() < 0.5;
  const value = asksMost ? maxCapacity : nrToKillImmediately;
  const kept = Math.ceil(instances * health);
  return {
    stem: `A Marathon app of ${instances} healthy instances has \`minimumHealthCapacity: ${health}\` and \`maximumOverCapacity: ${over}\`. It gets a new version. ${
      asksMost
        ? "How many instances may run at most during the upgrade?"
        : "How many old instances are killed right away?"
    }`,
    answer: { value, unit: "instances" },
    right: asksMost
      ? "Right: the over-capacity is a share of the instances, rounded down."
      : "Right: all above the minimum that must stay healthy, which is rounded up.",
    working: asksMost
      ? [
          `maximumOverCapacity allows ${instances} x (1 + ${over}) = ${Math.round(instances * (1 + over) * 100) / 100}, rounded down.`,
          `So at most ${counted(value, "instances")}.`,
        ]
      : [
          `minimumHealthCapacity keeps ceil(${instances} x ${health}) = ${kept} instances, rounded up.`,
          `The others go at once: ${instances} - ${kept} = ${counted(value, "instances")}.`,
        ],
    wrong: asksMost
      ? [
          { value: Math.ceil(instances * (1 + over)), why: "The over-capacity is rounded down." },
          { value: instances, why: "maximumOverCapacity allows instances on top of the old ones." },
          { value: instances * 2, why: "That is the default of 1 for maximumOverCapacity; this app has less." },
          {
            value: maxCapacity - nrToKillImmediately,
            why: "What is killed makes room below the maximum; it does not lower it.",
          },
          { value: maxCapacity + 1, why: "The over-capacity is a limit." },
        ]
      : [
          {
            value: instances - Math.floor(instances * health),
            why: "The minimum that stays healthy is rounded up, so fewer go.",
          },
          { value: kept, why: "That many must stay healthy; the others go." },
          { value: 0, why: "Old instances above minimumHealthCapacity are killed before new ones are there." },
          {
            value: instances,
            why: "minimumHealthCapacity keeps some of the old instances until new ones are healthy.",
          },
          {
            value: Math.floor(instances * over),
            why: "maximumOverCapacity is about new instances on top, not about what is killed.",
          },
        ],
  };
});
