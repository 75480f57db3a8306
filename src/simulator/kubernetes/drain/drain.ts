/** kubectl drain: cordons nodes, then empties them one after the other. Kubernetes 1.36, kubectl, pkg/cmd/drain/drain.go and pkg/drain/drain.go. */
import type { Pod } from "../api/pod.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { aggregate } from "./aggregate.ts";
import { setUnschedulable } from "./cordon.ts";
import { evictPods, type Asked, type Eviction, type Say } from "./evict-pods.ts";
import { selectPods, type DrainOptions } from "./filters.ts";

export type DrainRequest = {
  nodes: string[];
  options?: DrainOptions;
  /** Between the first requests for two pods; kubectl sends them all at once. */
  spacingMs?: number;
  say: Say;
  /** Told of every eviction request. */
  asked?: Asked;
  /** When the command ends, with its exit code. */
  done(exitCode: number): void;
};

export type Drain = { stop(): void };

/** What of a node a drain would empty, and what keeps it from that. */
export function selectOn(world: World, node: string, options: DrainOptions) {
  const { store, loop } = world;
  const pods = store.podsOn(node).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const hasDaemonSet = (name: string, namespace: string) => store.get("DaemonSet", name, namespace) !== undefined;
  return selectPods(pods, options, { now: loop.now(), hasDaemonSet });
}

/** Empties one node; `done` with the errors that kept it from being drained. */
function drainNode(world: World, node: string, eviction: Eviction, done: (errors: string[]) => void): void {
  const { options, say } = eviction;
  const { pods, warning, errors } = selectOn(world, node, options);
  if (errors.length > 0) return done(errors);
  if (warning !== "") say("err", `Warning: ${warning}`);
  evictPods(world, pods, eviction, (failures) => {
    if (failures.length > 0) {
      const pending: Pod[] = selectOn(world, node, options).pods;
      if (pending.length > 0) {
        say("err", `There are pending pods in node "${node}" when an error occurred: ${aggregate(failures)}`);
        for (const { metadata } of pending) say("err", `pod/${metadata.name}`);
      }
    }
    done(failures);
  });
}

/** The nodes must exist. Output and events come as simulated time passes. */
export function startDrain(
  world: World,
  { nodes, options = {}, spacingMs = 0, say, asked = () => {}, done }: DrainRequest,
): Drain {
  let isStopped = false;
  const eviction: Eviction = { options, spacingMs, say, asked, isStopped: () => isStopped };
  const failures: { node: string; errors: string[] }[] = [];

  const end = () => {
    if (failures.length === 0) return done(0);
    say("err", "There are pending nodes to be drained:");
    for (const { node } of failures) say("err", ` ${node}`);
    for (const { errors } of failures) for (const error of errors) say("err", error);
    done(1);
  };

  const drainNext = ([node, ...others]: string[]) => {
    if (node === undefined) return end();
    drainNode(world, node, eviction, (errors) => {
      if (errors.length === 0) say("out", `node/${node} drained`);
      else {
        say("err", `error: unable to drain node "${node}" due to error: ${aggregate(errors)}, continuing command...`);
        failures.push({ node, errors });
      }
      drainNext(others);
    });
  };

  for (const node of nodes) {
    const answer = setUnschedulable(world, node, true);
    if (answer.ok) say("out", `node/${node} ${answer.object}`);
    else say("err", `error: unable to cordon node "${node}": ${answer.error.message}`);
  }
  drainNext(nodes);
  return {
    stop: () => {
      isStopped = true;
    },
  };
}
