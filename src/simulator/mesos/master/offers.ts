/** Offers that a framework holds: made from the allocator's rounds, taken back when the agent goes (src/master/master.cpp, Master::offer, rescind). */
import type { Allocator } from "../allocator/allocator.ts";
import { ALLOCATION_INTERVAL_MS } from "../allocator/filters.ts";
import type { Offering } from "../allocator/round.ts";
import { MESSAGE_MS, type World } from "../world.ts";
import type { Attributes, Offer, Scheduler } from "./types.ts";

/** Frameworks are asked after whatever else happens in the same instant. */
const AFTER_OTHERS = 5;

export type Offers = {
  outstanding(): Offer[];
  /** Ends the offer: answered, or rescinded. */
  take(id: string): Offer | undefined;
  rescindAll(isMeant: (offer: Offer) => boolean): void;
  /** Something changed that may allow offers: a round follows in this instant. All agents when none are named. */
  allocateSoon(agents?: readonly string[]): void;
};

export function createOffers(
  world: World,
  parts: {
    master: string;
    allocator: Allocator;
    schedulers: ReadonlyMap<string, Scheduler>;
    attributesOf(agent: string): Attributes;
  },
): Offers {
  const { loop, note } = world;
  const { allocator, schedulers } = parts;
  const outstanding = new Map<string, Offer>();
  let made = 0;
  let candidates: Set<string> | "all" | undefined;

  const open = ({ framework, role, agent, resources }: Offering): Offer => {
    const id = `${parts.master}-O${made++}`;
    const offer: Offer = {
      id,
      framework,
      role,
      agent,
      attributes: parts.attributesOf(agent),
      resources,
      madeAt: loop.now(),
    };
    outstanding.set(id, offer);
    note(`offer ${id} ${framework} ${role} ${agent} ${JSON.stringify(resources)}`);
    return offer;
  };

  const allocate = (agents?: readonly string[]) => {
    const byFramework = new Map<string, Offer[]>();
    for (const offering of allocator.allocate(loop.now(), agents)) {
      byFramework.set(offering.framework, [...(byFramework.get(offering.framework) ?? []), open(offering)]);
    }
    for (const [framework, offers] of byFramework)
      loop.after(MESSAGE_MS, () => schedulers.get(framework)?.offered(offers));
  };

  const allocateSoon = (agents?: readonly string[]) => {
    const isFirst = candidates === undefined;
    if (!agents || candidates === "all") candidates = "all";
    else candidates = new Set([...(candidates ?? []), ...agents]);
    if (!isFirst) return;
    loop.after(
      0,
      () => {
        const meant = candidates;
        candidates = undefined;
        allocate(meant instanceof Set ? [...meant] : undefined);
      },
      AFTER_OTHERS,
    );
  };

  const everyInterval = () => {
    // The next turn is set first, so a refusal of one interval made in answer to this round outlasts the next.
    loop.after(ALLOCATION_INTERVAL_MS, everyInterval);
    allocateSoon();
  };
  loop.after(ALLOCATION_INTERVAL_MS, everyInterval);

  return {
    outstanding: () => [...outstanding.values()],
    take(id) {
      const offer = outstanding.get(id);
      outstanding.delete(id);
      return offer;
    },
    rescindAll(isMeant) {
      for (const offer of [...outstanding.values()].filter(isMeant)) {
        outstanding.delete(offer.id);
        allocator.recover(offer);
        note(`offer ${offer.id} rescinded`);
        loop.after(MESSAGE_MS, () => schedulers.get(offer.framework)?.rescinded(offer));
      }
    },
    allocateSoon,
  };
}
