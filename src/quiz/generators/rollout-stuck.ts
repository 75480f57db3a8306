// A rolling update to an image that cannot be pulled stops at its bounds: played on a whole simulated cluster.
import type { Deployment } from "../../simulator/kubernetes/api/apps.ts";
import type { Draft } from "../../simulator/kubernetes/api-server.ts";
import { QUIET } from "../../simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes } from "../../simulator/kubernetes/kubernetes.ts";
import { isReady } from "../../simulator/kubernetes/pods.ts";
import { between, counted, remembered } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-rollout-stuck",
  lesson: "rolling-updates",
  section: "rolling-updates#stuck",
  objective: "update-stuck",
  difficulty: 4,
};

const BAD = "shop:2";
const MINUTE = 60_000;

type Deployed = Draft<Deployment> & { kind: "Deployment"; metadata: { name: string } };

function deployment(replicas: number, maxSurge: number, maxUnavailable: number, image: string): Deployed {
  return {
    kind: "Deployment",
    metadata: { name: "shop" },
    spec: {
      replicas,
      selector: { matchLabels: { app: "shop" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } },
      template: { metadata: { labels: { app: "shop" } }, spec: { containers: [{ name: "shop", image }] } },
    },
  };
}

/** What there is two minutes after the update. */
const play = remembered((replicas = 0, maxSurge = 0, maxUnavailable = 0) => {
  const cluster = createKubernetes({
    seed: "rollout",
    behaviourOf: ({ spec }) => (spec.containers[0]?.image === BAD ? { ...QUIET, pullError: {} } : QUIET),
  });
  const capacity = { cpu: "8", memory: "16Gi", pods: "110" };
  cluster.api.create({ kind: "Node", metadata: { name: "worker-1" }, spec: {}, status: { capacity } });
  cluster.apply(deployment(replicas, maxSurge, maxUnavailable, "shop:1"));
  cluster.run(MINUTE / 4);
  cluster.apply(deployment(replicas, maxSurge, maxUnavailable, BAD));
  cluster.run(2.25 * MINUTE);
  const pods = cluster.store.list("Pod", "default");
  return { all: pods.length, ready: pods.filter(isReady).length };
});

export const rolloutStuck = generatorOf(rule, (random) => {
  const replicas = between(random, 4, 9);
  const maxSurge = between(random, 0, 3);
  const maxUnavailable = between(random, maxSurge === 0 ? 1 : 0, 2);
  const { all, ready: value } = play(replicas, maxSurge, maxUnavailable);
  const given = [
    "kubectl get deployment shop",
    "NAME   READY   UP-TO-DATE   AVAILABLE",
    `shop   ${replicas}/${replicas}     ${replicas}            ${replicas}`,
    "",
    `# strategy: RollingUpdate, maxSurge: ${maxSurge}, maxUnavailable: ${maxUnavailable}`,
    `kubectl set image deployment/shop shop=${BAD}   # there is no such image`,
  ];
  return {
    stem: "The new image cannot be pulled. How many pods of `shop` are ready two minutes after this command?",
    given: given.join("\n"),
    answer: { value, unit: "pods" },
    right: "Right: the old pods stay up to the bound of maxUnavailable.",
    working: [
      `The new pods never become ready, so old pods go only as far as maxUnavailable allows: ${replicas} - ${maxUnavailable} = ${counted(value, "pods")} stay ready.`,
      `New pods are made up to ${replicas} + ${maxSurge} in all; there are ${all - value} of them, all in ImagePullBackOff.`,
      `The rollout stands still until somebody rolls it back: ${counted(value, "pods")} are ready.`,
    ],
    trace: [
      `2:00 after the update: ${all} pods, ${value} of them ready`,
      `old ReplicaSet: ${value} ready; new ReplicaSet: 0 of ${all - value} ready (ImagePullBackOff)`,
    ],
    wrong: [
      { value: 0, why: "A rolling update does not take all old pods away first; Recreate would." },
      { value: replicas, why: "Pods may go before their replacements are ready, as many as maxUnavailable says." },
      {
        value: replicas - maxSurge,
        why: "maxSurge allows more pods, not fewer ready ones; maxUnavailable is the bound.",
      },
      { value: replicas + maxSurge, why: "That many pods exist, but the new ones are not ready." },
      { value: replicas - maxUnavailable - 1, why: "The bound of maxUnavailable is never passed." },
      { value: 1, why: "The rollout stops long before only one old pod is left." },
    ],
  };
});
