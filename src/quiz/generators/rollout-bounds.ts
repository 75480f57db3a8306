// maxSurge rounds up, maxUnavailable rounds down.
import { resolveFenceposts } from "../../simulator/kubernetes/deployment/fenceposts.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-rollout-bounds",
  lesson: "rolling-updates",
  section: "rolling-updates#bounds",
  objective: "update-bounds",
  difficulty: 3,
};

export const rolloutBounds = generatorOf(rule, (random) => {
  const replicas = between(random, 5, 30);
  const [surge, unavailable] = [oneOf(random, [10, 20, 25, 30, 50]), oneOf(random, [10, 20, 25, 30, 50])];
  const bounds = resolveFenceposts(`${surge}%`, `${unavailable}%`, replicas);
  const asksMost = random() < 0.5;
  const most = replicas + bounds.surge;
  const least = replicas - bounds.unavailable;
  const value = asksMost ? most : least;
  const [floorMost, ceilLeast] = [
    replicas + Math.floor((replicas * surge) / 100),
    replicas - Math.ceil((replicas * unavailable) / 100),
  ];
  return {
    stem: `A Deployment of ${counted(replicas, "replicas")} has \`maxSurge: ${surge}%\` and \`maxUnavailable: ${unavailable}%\`. ${
      asksMost
        ? "How many pods may exist at most during a rolling update?"
        : "How many pods stay available at least during a rolling update?"
    }`,
    answer: { value, unit: "pods" },
    right: asksMost ? "Right: maxSurge is rounded up." : "Right: maxUnavailable is rounded down.",
    working: [
      `maxSurge: ceil(${replicas} x ${surge} / 100) = ${bounds.surge}, rounded up.`,
      `maxUnavailable: floor(${replicas} x ${unavailable} / 100) = ${bounds.unavailable}, rounded down.`,
      asksMost
        ? `At most ${replicas} + ${bounds.surge} = ${counted(value, "pods")}.`
        : `At least ${replicas} - ${bounds.unavailable} = ${counted(value, "pods")}.`,
    ],
    wrong: [
      asksMost
        ? { value: floorMost, why: "A percentage of maxSurge is rounded up, so that a rollout can always begin." }
        : { value: ceilLeast, why: "A percentage of maxUnavailable is rounded down, in favour of availability." },
      {
        value: asksMost ? least : most,
        why: "That is the other bound: maxSurge limits the total, maxUnavailable what may be missing.",
      },
      {
        value: replicas,
        why: asksMost
          ? "Old and new pods run side by side during the update, up to maxSurge more."
          : "The update may take pods away before their replacements are ready, up to maxUnavailable.",
      },
      asksMost
        ? {
            value: most - bounds.unavailable,
            why: "maxUnavailable does not reduce the total; it bounds the available pods.",
          }
        : {
            value: least + bounds.surge,
            why: "Surge pods count only once they are available; the bound is on the replicas wanted.",
          },
    ],
  };
});
