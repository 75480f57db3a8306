/** A framework that works off a queue of short tasks, as many at once as it is offered resources for: Marathon's competitor in lessons on fair sharing. */
import { DEFAULT_REFUSE_MS } from "../allocator/filters.ts";
import type { Master } from "../master/master.ts";
import { hasEnded, type Launch, type Offer } from "../master/types.ts";
import { minusPool, takeFor } from "../pool.ts";
import { quantities } from "../quantities.ts";
import type { Span, World } from "../world.ts";

export type BatchSetup = {
  name: string;
  role: string;
  cpus: number;
  mem: number;
  /** How long one task runs; ms. */
  runMs: Span;
  fetchMs?: Span;
  /** How many tasks there are to do. */
  tasks: number;
  /** For how long it refuses what it does not use; 5 by default, as for every framework that does not say. */
  refuseSeconds?: number;
  /** How long it holds offers before it answers; nobody else gets what they offer meanwhile. */
  holdMs?: number;
  /** When it subscribes; simulated ms. */
  startMs?: number;
};

export type Batch = { setup: BatchSetup; status(): { waiting: number; running: number; finished: number } };

export function startBatch(world: World, master: Master, setup: BatchSetup): Batch {
  const { name, role, cpus, mem, runMs, fetchMs = [500, 1_500], refuseSeconds, holdMs = 0, startMs = 0 } = setup;
  const refuseMs = refuseSeconds === undefined ? DEFAULT_REFUSE_MS : refuseSeconds * 1_000;
  const running = new Set<string>();
  let waiting = setup.tasks;
  let finished = 0;
  let launched = 0;

  const launchesOn = (offer: Offer): Launch[] => {
    const launches: Launch[] = [];
    const needs = quantities({ cpus, mem });
    let left = offer.resources;
    for (let taken = takeFor(left, needs); taken && waiting > 0; taken = takeFor(left, needs)) {
      left = minusPool(left, taken);
      waiting--;
      const id = `${name}.${++launched}`;
      running.add(id);
      const runs = { ms: runMs, ends: "TASK_FINISHED" as const };
      launches.push({ id, needs, behaviour: { fetchMs, startMs: [0, 0], stopMs: 0, runs } });
    }
    return launches;
  };

  /** It goes once everything is done. */
  const isDone = () => waiting === 0 && running.size === 0;

  const answer = (offer: Offer) => {
    if (isDone()) return;
    const launches = launchesOn(offer);
    if (launches.length > 0) master.accept(offer.id, name, launches, refuseMs);
    else master.decline(offer.id, refuseMs);
    if (waiting === 0) master.suppress(name);
  };

  const scheduler = {
    name,
    role,
    partitionAware: false,
    offered: (offers: readonly Offer[]) => void world.loop.after(holdMs, () => offers.forEach(answer)),
    rescinded: () => undefined,
    updated({ task, state }: { task: string; state: Parameters<typeof hasEnded>[0] }) {
      if (!hasEnded(state) || !running.delete(task)) return;
      if (state === "TASK_FINISHED") {
        finished++;
        if (isDone()) master.teardown(name);
        return;
      }
      // What was lost is done again.
      waiting++;
      if (waiting === 1) master.revive(name, true);
    },
  };
  world.loop.at(Math.max(world.loop.now(), startMs), () => {
    if (!isDone()) master.subscribe(scheduler);
  });

  return { setup, status: () => ({ waiting, running: running.size, finished }) };
}
