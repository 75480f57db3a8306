/** The lab on Mesos with Marathon. */
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import { SAMPLE_MS, SCENARIO_EPOCH, type Sample } from "../../simulator/kubernetes/cluster-api.ts";
import type { AppView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import { createMesos } from "../../simulator/mesos/mesos.ts";
import type { ToolCall } from "../command.ts";
import type { DcosContext } from "../dcos/context.ts";
import { runDcos } from "../dcos/dcos.ts";
import { runRequest } from "../dcos/request.ts";
import { mesosMissing } from "./mesos-missing.ts";
import { withoutPower } from "./missing.ts";
import { isWaiting, mesosFacts, mesosNews } from "./mesos-news.ts";
import { mesosSetup } from "./mesos-setup.ts";
import { isOutOnMesos } from "./release.ts";
import { createTimeline, type Happen } from "./timeline.ts";
import type { Gauges, World } from "./world.ts";

const DCOS_LOOKS = new Set(["list", "show", "versions", "version", "help", "--help"]);

/** Whether a command may change the cluster. A curl without method or data only looks. */
export function changesMesos({ kind, words }: Pick<ToolCall, "kind" | "words">): boolean {
  if (kind !== "request") return words.length > 0 && !words.some((word) => DCOS_LOOKS.has(word));
  const [first] = words;
  return first === "curl" ? words.some((word) => /^(?:-X|--request|-d|--data|--json)/.test(word)) : first !== "GET";
}

function readGauges(mesos: Mesos, id: string): Gauges {
  const app = mesos.app(id);
  const last = mesos.samples().at(-1);
  return {
    name: `the app \`${id}\``,
    desired: app?.instances ?? 0,
    ready: last?.readyReplicas ?? 0,
    pending: mesos.instances(id).filter(isWaiting).length,
    nodes: mesos.agents().filter(({ state }) => state === "registered").length,
  };
}

/** Of the app under load: Mesos counts no time, so it is reckoned from the readings, each for the time until the next. */
function costMs(samples: readonly Sample[], now: number, of: "replicas" | "nodes"): number {
  return samples.reduce((sum, sample) => sum + sample[of] * Math.min(SAMPLE_MS, now - sample.at), 0);
}

/** Everything runs, and is healthy as far as somebody looks. */
const isComplete = ({ instances, tasksRunning, tasksHealthy, healthChecks }: AppView) =>
  tasksRunning === instances && (healthChecks.length === 0 || tasksHealthy === instances);

export function createMesosWorld(scenario: ScenarioOn<"mesos">, seed: string): World {
  const mesos = createMesos(mesosSetup(scenario), seed);
  const contextOf = ({ stdin, files = {} }: ToolCall): DcosContext => ({
    mesos,
    stdin,
    files,
    now: () => SCENARIO_EPOCH + mesos.now(),
  });
  const happen: Happen = {
    machine: (node, goes) => void (goes === "down" ? mesos.killAgent(node) : mesos.startAgent(node)),
    carryOut: (call) => (call.kind === "request" ? runRequest : runDcos)(contextOf(call), call.words),
  };
  const timeline = createTimeline(mesos, scenario.faults, happen);
  const workload = scenario.cluster.services[0]?.app ?? "";
  return {
    now: mesos.now,
    run: timeline.run,
    samples: mesos.samples,
    instanceMs: () => costMs(mesos.samples(), mesos.now(), "replicas"),
    nodeMs: () => costMs(mesos.samples(), mesos.now(), "nodes"),
    hash: mesos.hash,
    changes: changesMesos,
    carryOut: happen.carryOut,
    gauges: () => readGauges(mesos, workload),
    missing: () => mesosMissing(mesos, workload, withoutPower(scenario.faults, mesos.now())),
    autoscaler: () => undefined,
    watch: timeline.watch,
    isOut: (image) => isOutOnMesos(mesos, workload, image),
    unmet: () => [],
    obstacles: () => [],
    isReady: () => mesos.apps().every(isComplete),
    news: (fromMs) => [...timeline.told(fromMs), ...mesosNews(mesos, fromMs)],
    facts: () => mesosFacts(mesos),
  };
}
