/** Players who type sensible commands at random: of two hundred of them fewer than one in twenty may pass a scenario. */
import type { Scenario, ScenarioOn } from "../knowledge/scenario.ts";
import { isPassed } from "../lab/judge.ts";
import { play } from "../lab/play.ts";
import { createRandom, type Random } from "../simulator/kernel/random.ts";

/** Makes up a command. */
type Typing = () => string;

const MOST_COMMANDS = 6;
const MOST_WAIT_MINUTES = 5;
const MOST_REPLICAS = 20;

const pick = <T>(random: Random, all: readonly T[]): T => all[random.below(all.length)]!;

function kubernetes({ cluster }: ScenarioOn<"kubernetes">, random: Random): Typing[] {
  const count = () => random.between(1, MOST_REPLICAS);
  const cpu = () => random.between(1, MOST_REPLICAS) * 50;
  const memory = () => random.between(1, 8) * 64;
  const node = () => pick(random, cluster.nodes).name;
  const own = () => pick(random, cluster.deployments);
  const images = [...new Set([...cluster.deployments.map(({ image }) => image), ...Object.keys(cluster.images ?? {})])];
  return [
    () => `kubectl scale deployment ${own().name} --replicas=${count()}`,
    () => `kubectl autoscale deployment ${own().name} --min=${count()} --max=${count()} --cpu=${cpu() % 100}%`,
    () => `kubectl delete hpa ${own().name}`,
    () => `kubectl rollout undo deployment/${own().name}`,
    () => `kubectl rollout restart deployment/${own().name}`,
    () => `kubectl set resources deployment ${own().name} --requests=cpu=${cpu()}m`,
    () => `kubectl set resources deployment ${own().name} --limits=cpu=${cpu()}m,memory=${memory()}Mi`,
    () => {
      const { name } = own();
      return `kubectl set image deployment/${name} ${name}=${pick(random, images)}`;
    },
    () => `kubectl delete pods -l app=${own().name} --wait=false`,
    () => `kubectl cordon ${node()}`,
    () => `kubectl uncordon ${node()}`,
    () => `kubectl drain ${node()} --timeout=30s`,
    () => "kubectl get pods",
  ];
}

function swarm({ cluster }: ScenarioOn<"swarm">, random: Random): Typing[] {
  const count = () => random.between(1, MOST_REPLICAS);
  const cpu = () => random.between(1, MOST_REPLICAS) / 20;
  const node = () => pick(random, cluster.nodes).name;
  const own = () => pick(random, cluster.services).name;
  return [
    () => `docker service scale -d ${own()}=${count()}`,
    () => `docker service rollback -d ${own()}`,
    () => `docker service update -d --force ${own()}`,
    () => `docker service update -d --reserve-cpu ${cpu()} ${own()}`,
    () => `docker service update -d --limit-cpu ${cpu()} ${own()}`,
    () => `docker service update -d --update-order start-first --update-parallelism ${count()} ${own()}`,
    () => `docker service update -d --image ${pick(random, Object.keys(cluster.images))} ${own()}`,
    () => `docker node update --availability ${pick(random, ["drain", "pause", "active"])} ${node()}`,
    () => `docker node promote ${node()}`,
    () => `docker node demote ${node()}`,
    () => "docker service ls",
  ];
}

function mesos({ cluster }: ScenarioOn<"mesos">, random: Random): Typing[] {
  const count = () => random.between(1, MOST_REPLICAS);
  const cpus = () => random.between(1, MOST_REPLICAS) / 10;
  const agent = () => pick(random, cluster.agents).name;
  const own = () => pick(random, cluster.apps).id;
  const roles = [cluster.role, ...(cluster.batches ?? []).map(({ role }) => role)];
  return [
    () => `dcos marathon app update ${own()} instances=${count()}`,
    () => `dcos marathon app update ${own()} cpus=${cpus()}`,
    () => `dcos marathon app update ${own()} mem=${random.between(1, 8) * 64}`,
    () => `dcos marathon app restart ${own()}`,
    () => `dcos marathon app stop ${own()}`,
    () => `dcos node drain ${agent()}`,
    () => `dcos node reactivate ${agent()}`,
    () => `PUT /weights [{"role": "${pick(random, roles)}", "weight": ${random.between(1, 5)}}]`,
    () => "dcos marathon app list",
  ];
}

function typingOf(scenario: Scenario, random: Random): Typing[] {
  switch (scenario.orchestrator) {
    case "kubernetes":
      return kubernetes(scenario, random);
    case "swarm":
      return swarm(scenario, random);
    case "mesos":
      return mesos(scenario, random);
  }
}

/** What one of them types: up to six commands with minutes in between, then finish. The same seed types the same. */
export function randomPlayer(scenario: Scenario, seed: string): string[] {
  const random = createRandom(seed);
  const typing = typingOf(scenario, random);
  const typed = Array.from({ length: random.between(1, MOST_COMMANDS) }, () => [
    pick(random, typing)(),
    `wait ${random.between(1, MOST_WAIT_MINUTES)}m`,
  ]);
  return [...typed.flat(), "finish"];
}

/** Of so many random players, the commands of those who pass. */
export function luckyPlayers(scenario: Scenario, players: number): string[][] {
  return Array.from({ length: players }, (_, at) => `random ${at}`).flatMap((seed) => {
    const commands = randomPlayer(scenario, seed);
    return isPassed(scenario, play(scenario, seed, commands).world) ? [commands] : [];
  });
}
