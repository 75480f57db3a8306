/** The lab on Docker Swarm. */
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import { SCENARIO_EPOCH } from "../../simulator/kubernetes/cluster-api.ts";
import type { Swarm } from "../../simulator/swarm/swarm-api.ts";
import { createSwarm } from "../../simulator/swarm/swarm.ts";
import { runDocker } from "../docker/docker.ts";
import { labFacts } from "../docker/engine/lab-facts.ts";
import { withoutPower } from "./missing.ts";
import { updateFacts } from "./rollout-facts.ts";
import { keepStalls } from "./stalls.ts";
import { swarmMissing } from "./swarm-missing.ts";
import { keepDiary } from "./swarm-diary.ts";
import { isPending, swarmFacts, swarmNews } from "./swarm-news.ts";
import { swarmStalls } from "./swarm-stalls.ts";
import { swarmSetup } from "./swarm-setup.ts";
import { runningTasks } from "./running-tasks.ts";
import { isOutOnSwarm } from "./release.ts";
import { createTimeline, type Happen } from "./timeline.ts";
import type { Gauges, World } from "./world.ts";

/** A command that waits for a service to converge goes on in the background after this long. */
const PATIENCE_MS = 120_000;

const LOOKS =
  /^(?:(?:node|service|stack|swarm)(?: (?:ls|list|ps|inspect|logs|services|config|join-token|ca|unlock-key).*)?|info|version|help)$/;

/** Whether a docker command may change the swarm: without a verb there is only help. */
export const changesSwarm = (words: readonly string[]) =>
  words.length > 0 && !words.includes("--help") && !LOOKS.test(words.slice(0, 2).join(" "));

function readGauges(swarm: Swarm, name: string): Gauges {
  const service = swarm.service(name);
  return {
    name: `the service \`${name}\``,
    desired: service?.desired ?? 0,
    ready: service ? runningTasks(swarm, name) : 0,
    pending: service ? swarm.tasks(name).filter(isPending).length : 0,
    nodes: swarm.nodes().filter(({ status }) => status.state === "ready").length,
  };
}

export function createSwarmWorld(scenario: ScenarioOn<"swarm">, seed: string): World {
  const swarm = createSwarm(swarmSetup(scenario), seed);
  const facts = labFacts(swarm);
  const left = () => Math.max(0, scenario.span - swarm.now());
  const happen: Happen = {
    machine: (node, goes) => void (goes === "down" ? swarm.killNode(node) : swarm.startNode(node)),
    carryOut: ({ words, stdin, files = {} }) =>
      runDocker(
        {
          swarm,
          stdin,
          files,
          now: () => SCENARIO_EPOCH + swarm.now(),
          wait: (ms) => timeline.run(swarm.now() + Math.min(ms, left())),
          facts,
          patienceMs: Math.min(PATIENCE_MS, left()),
          isTerminal: true,
        },
        words,
      ),
  };
  const diary = keepDiary(swarm);
  const timeline = createTimeline(swarm, scenario.faults, happen);
  const obstacles = keepStalls(timeline, scenario.span, () => swarmStalls(swarm));
  const workload = scenario.cluster.load[0]?.service ?? "";
  return {
    now: swarm.now,
    run: timeline.run,
    samples: swarm.samples,
    instanceMs: () => swarm.cost().taskMs,
    nodeMs: () => swarm.cost().nodeMs,
    hash: swarm.hash,
    changes: ({ words }) => changesSwarm(words),
    carryOut: happen.carryOut,
    gauges: () => readGauges(swarm, workload),
    missing: () => swarmMissing(swarm, workload, withoutPower(scenario.faults, swarm.now())),
    autoscaler: () => undefined,
    watch: timeline.watch,
    isOut: (image) => isOutOnSwarm(swarm, workload, image),
    unmet: () => [],
    obstacles,
    isReady: () => swarm.services().every(({ spec, desired }) => runningTasks(swarm, spec.name) >= desired),
    news: (fromMs) => [...timeline.told(fromMs), ...swarmNews(swarm, diary, fromMs)],
    facts: () => [...swarmFacts(swarm), ...updateFacts(swarm, swarmStalls(swarm))],
  };
}
