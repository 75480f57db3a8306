/** The Engine over a simulated swarm: the daemon of the manager that the person is logged in to. */
import type { ServiceSpec, Task } from "../../../simulator/swarm/objects.ts";
import type { Outcome, Swarm } from "../../../simulator/swarm/swarm-api.ts";
import { pinnedImage, unpinnedImage } from "./derived.ts";
import type { Engine, Refusal } from "./engine.ts";
import type { DaemonFacts } from "./facts.ts";
import { simulatedSpec, specError } from "./from-api.ts";
import { apiNode, apiService, apiTask, type View } from "./listed.ts";
import { networksOf } from "./networks.ts";
import { randomName } from "./random-name.ts";
import type { ApiNodeSpec, ApiServiceSpec } from "./objects.ts";
import { noRoom, tooManyTasks } from "./size-limit.ts";
import { apiServiceSpec } from "./to-api.ts";

export type Daemon = {
  swarm: Swarm;
  facts: DaemonFacts;
  /** Unix milliseconds of the simulation's instant 0. */
  epoch: number;
  /** Lets so many milliseconds of simulated time pass. */
  wait(ms: number): void;
};

const refusalOf = (outcome: Outcome): Refusal => (outcome.kind === "refused" ? outcome.text : undefined);

const ROLES = ["worker", "manager"] as const;
const AVAILABILITIES = ["active", "pause", "drain"] as const;

/** moby, daemon/cluster/convert/node.go, NodeSpecToGRPC: words are compared as they are. */
function nodeSpecError({ Role, Availability }: ApiNodeSpec): Refusal {
  if (!ROLES.some((one) => one === Role)) return `Error response from daemon: invalid Role: "${Role}"`;
  if (!AVAILABILITIES.some((one) => one === Availability))
    return `Error response from daemon: invalid Availability: "${Availability}"`;
  return undefined;
}

/** The first manager whose machine is on, else the first that there is. */
export function loggedInTo(swarm: Swarm): string {
  const managers = swarm.nodes().filter(({ role }) => role === "manager");
  return (managers.find(({ id }) => swarm.isOn(id)) ?? managers[0])?.id ?? "";
}

function updateNode(swarm: Swarm, nodeId: string, spec: ApiNodeSpec): Refusal {
  const wrong = nodeSpecError(spec);
  if (wrong) return wrong;
  const labels = Object.keys(swarm.node(nodeId)?.labels ?? {});
  return refusalOf(
    swarm.updateNode(nodeId, {
      role: spec.Role === "manager" ? "manager" : "worker",
      availability: AVAILABILITIES.find((one) => one === spec.Availability) ?? "active",
      labelsAdd: spec.Labels,
      labelsRemove: labels.filter((key) => !(key in spec.Labels)),
    }),
  );
}

function rememberedOf<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** Remembers the answers. */
function remembered(find: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}

export function createSimulatedEngine({ swarm, facts, epoch, wait }: Daemon): Engine {
  const pin = remembered((image) => (swarm.hasImage(image) ? pinnedImage(image) : image));
  const specOf = rememberedOf((wishes: ServiceSpec) => apiServiceSpec(wishes, pin));
  const view: View = { epoch, pin, spec: specOf, tls: facts.tls };
  const services = () => swarm.services().map((service) => apiService(service, view));
  // The store's objects are never changed but replaced, so that each has to be told only once.
  const task = rememberedOf((one: Task) => apiTask(one, view));
  const idOf = (outcome: Outcome) => (outcome.kind === "refused" ? { error: outcome.text } : { id: outcome.text });
  const withSpec = (spec: ApiServiceSpec, act: (wishes: ReturnType<typeof simulatedSpec>) => Outcome): Outcome => {
    const wrong = specError(spec);
    if (wrong) return { kind: "refused", text: `Error response from daemon: ${wrong}` };
    const tooMany = tooManyTasks(spec.Mode);
    if (tooMany !== undefined) return { kind: "refused", text: tooMany };
    return act(simulatedSpec(spec, unpinnedImage));
  };
  return {
    now: () => epoch + swarm.now(),
    wait,
    unreachable: () => undefined,
    unavailable: swarm.unavailable,
    facts: () => facts,
    swarmState: () => "active",
    isManager: () => true,
    selfId: () => loggedInTo(swarm),
    nodes: () => swarm.nodes().map((node) => apiNode(node, view)),
    services,
    tasks: () => swarm.tasks().map(task),
    upToDateTasks: (serviceId) => swarm.upToDateTasks(serviceId).map(task),
    networks: () => networksOf(services()),
    createService: (spec) => {
      const full = noRoom(swarm.tasks().length);
      if (full !== undefined) return { error: full };
      const Name = spec.Name === "" ? randomName(`${swarm.hash()} ${swarm.now()}`) : spec.Name;
      return idOf(withSpec({ ...spec, Name }, swarm.createService));
    },
    updateService: (id, spec) => refusalOf(withSpec(spec, (wishes) => swarm.setService(id, wishes))),
    rollBackService: (id) => refusalOf(swarm.rollback(id)),
    removeService: (id) => refusalOf(swarm.removeService(id)),
    updateNode: (id, spec) => updateNode(swarm, id, spec),
    removeNode: (id, force) => refusalOf(swarm.removeNode(id, force)),
    pinned: pin,
    setTaskHistoryLimit: (limit) => void swarm.setTaskHistoryLimit(limit),
    taskHistoryLimit: swarm.taskHistoryLimit,
  };
}
