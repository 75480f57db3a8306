/**
 * Puts waiting instances on offers (Marathon, core/matcher/manager/impl/OfferMatcherManagerActor.scala, core/launchqueue/impl/TaskLauncherActor.scala,
 * core/launcher/impl/OfferProcessorImpl.scala). Every app with something to launch is asked in turn, one instance at a time, in a random order.
 */
import { shuffled } from "../allocator/shuffled.ts";
import type { Master } from "../master/master.ts";
import type { Launch, Offer, ProcessBehaviour } from "../master/types.ts";
import { minusPool, takeFor, type Pool } from "../pool.ts";
import type { World } from "../world.ts";
import { needsOf, type App } from "./app.ts";
import { meetsConstraint, type Placed } from "./constraints.ts";
import { configOf, isLost, isScheduled, type Instance } from "./instances.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { taskName, type Tracker } from "./tracker.ts";

/** --launch_tokens and --launch_token_refresh_interval (core/flow/LaunchTokenConfig.scala). */
const LAUNCH_TOKENS = 100;
const TOKEN_REFRESH_MS = 30_000;

/** --max_instances_per_offer */
const MOST_PER_OFFER = 5;

/** --decline_offer_duration: for how long an offer is refused that nothing could use. */
const DECLINE_MS = 120_000;

export type LaunchQueue = {
  add(app: App, count: number): void;
  offered(offers: readonly Offer[]): void;
};

type Parts = {
  framework: string;
  master: Master;
  tracker: Tracker;
  limiter: RateLimiter;
  behaviourOf(app: App): ProcessBehaviour;
};

export function createLaunchQueue(
  world: World,
  { framework, master, tracker, limiter, behaviourOf }: Parts,
): LaunchQueue {
  const { loop } = world;
  let tokens = LAUNCH_TOKENS;

  const refresh = () => {
    tokens = LAUNCH_TOKENS;
    loop.after(TOKEN_REFRESH_MS, refresh);
  };
  loop.after(TOKEN_REFRESH_MS, refresh);
  // Mesos keeps pace when tasks come up, so each allows one more.
  tracker.subscribe(({ instance, before }) => {
    const isUp = instance.condition === "Running" && before?.condition !== "Running" && instance.healthy !== false;
    if (isUp) tokens++;
  });

  const mayLaunch = ({ spec }: Instance) => (limiter.deadline(configOf(spec)) ?? 0) <= loop.now();

  /** Waiting instances by app. */
  const waiting = () => {
    const byApp = new Map<string, Instance[]>();
    for (const instance of tracker.all()) {
      if (!isScheduled(instance) || !mayLaunch(instance)) continue;
      byApp.set(instance.spec.id, [...(byApp.get(instance.spec.id) ?? []), instance]);
    }
    return byApp;
  };

  const placedOf = (app: string): Placed[] =>
    tracker
      .ofApp(app)
      .filter((instance) => !isLost(instance) && !isScheduled(instance))
      .flatMap(({ task, spec }) => (task ? [{ ...task, wanted: spec.instances }] : []));

  const fits = ({ spec }: Instance, offer: Offer, left: Pool): Pool | undefined => {
    const placed = placedOf(spec.id);
    if (!spec.constraints.every((constraint) => meetsConstraint(constraint, placed, offer))) return undefined;
    return takeFor(left, needsOf(spec));
  };

  const provision = ({ id, attempt: last, spec }: Instance, { agent, attributes }: Offer): Launch => {
    const attempt = last + 1;
    const task = { id: taskName(id, attempt), agent, attributes, stagedAt: loop.now(), runningSince: undefined };
    tracker.update(id, { condition: "Provisioned", healthy: undefined, attempt, task });
    return { id: task.id, needs: needsOf(spec), behaviour: behaviourOf(spec) };
  };

  /** All that can be put on one offer. */
  const match = (offer: Offer, byApp: Map<string, Instance[]>): Launch[] => {
    const launches: Launch[] = [];
    const queue = shuffled([...byApp.keys()], world.random);
    let left = offer.resources;
    for (let app = queue.shift(); app !== undefined; app = queue.shift()) {
      if (launches.length >= MOST_PER_OFFER || tokens <= 0) break;
      const [instance, ...others] = byApp.get(app) ?? [];
      const taken = instance && fits(instance, offer, left);
      if (!taken) continue;
      left = minusPool(left, taken);
      tokens--;
      launches.push(provision(instance, offer));
      byApp.set(app, others);
      queue.push(app);
    }
    return launches;
  };

  const answer = (offer: Offer) => {
    const byApp = waiting();
    const launches = match(offer, byApp);
    // What a launch leaves comes back with the next round; what nobody can use is refused for long, unless only tokens were lacking.
    if (launches.length > 0) master.accept(offer.id, framework, launches, 0);
    else if (tokens <= 0 && byApp.size > 0) master.decline(offer.id);
    else master.decline(offer.id, DECLINE_MS);
  };

  return {
    add(app, count) {
      for (let i = 0; i < count; i++) tracker.schedule(app);
    },
    offered: (offers) => offers.forEach(answer),
  };
}
