/** Weights and quotas of roles, and what the master says of them (src/master/weights_handler.cpp, quota_handler.cpp, quota.cpp). */
import type { Allocator } from "../allocator/allocator.ts";
import type { Quota } from "../allocator/state.ts";
import { quantitiesOf, reservedOf, unreservedOf } from "../pool.ts";
import { contains, isNone, minus, plus, sum, type Quantities } from "../quantities.ts";
import type { World } from "../world.ts";
import type { Master } from "./master.ts";

/** The master's answer: why not, or nothing. */
export type Roles = {
  setWeight(role: string, weight: number): string | undefined;
  /** Those that were set; every other role has 1. */
  weights(): { role: string; weight: number }[];
  setQuota(role: string, quota: Quota, force: boolean): string | undefined;
};

/** As Mesos writes quantities, e.g. `cpus:2; mem:1024`. */
const written = (amounts: Quantities) =>
  Object.keys(amounts)
    .toSorted()
    .map((name) => `${name}:${amounts[name]}`)
    .join("; ");

const BYPASS = "(use 'force' flag to bypass this check)";

/** Whether as much is allowed: a limit of less than this forbids it, no limit does not. */
const areWithin = (amounts: Quantities, limits: Quantities) =>
  Object.keys(limits).every((name) => (amounts[name] ?? 0) <= (limits[name] ?? 0));

const isWithinRole = (role: string, top: string) => role === top || role.startsWith(`${top}/`);

export function createRoles(world: World, master: Master, allocator: Allocator): Roles {
  const quotas = new Map<string, Quota>();
  const weights = new Map<string, number>();

  const capacity = () =>
    sum(
      master.hosts
        .all()
        .filter(({ name }) => master.agents.isRegistered(name))
        .map(({ total }) => quantitiesOf(total)),
    );

  /** Reserved to the role or below it, and unreserved resources that its tasks use. */
  const consumedBy = (top: string): Quantities => {
    const pools = master.hosts.all().flatMap(({ total }) => Object.entries(reservedOf(total)));
    const reserved = pools.filter(([role]) => isWithinRole(role, top)).map(([, amounts]) => amounts);
    const tasks = master.tasks.current().filter(({ role }) => isWithinRole(role, top));
    return plus(sum(reserved), sum(tasks.map(({ resources }) => unreservedOf(resources))));
  };

  const problem = (role: string, quota: Quota, force: boolean): string | undefined => {
    const { guarantees, limits } = quota;
    if (role.includes("/")) return `Updating quota on nested role '${role}' is not supported yet`;
    if (!areWithin(guarantees, limits)) {
      return `Invalid QuotaConfig: 'QuotaConfig.guarantees' ${written(guarantees)} is not contained within the 'QuotaConfig.limits' ${written(limits)}`;
    }
    if (force) return undefined;
    const consumed = consumedBy(role);
    if (!areWithin(consumed, limits)) {
      return `Invalid QuotaConfig: Role '${role}' is already consuming '${written(consumed)}'; this is more than the requested limits '${written(limits)}' ${BYPASS}`;
    }
    const others = [...quotas].filter(([name]) => name !== role).map(([, other]) => other.guarantees);
    const total = plus(sum(others), guarantees);
    if (contains(capacity(), total)) return undefined;
    return `Invalid QuotaConfig: total quota guarantees '${written(total)}' exceed cluster capacity '${written(capacity())}' ${BYPASS}`;
  };

  /** Takes offers back so that a guarantee can be met at the next round, and those that limits no longer allow. */
  const makeRoom = (role: string, { guarantees, limits }: Quota) => {
    let missing = minus(guarantees, consumedBy(role));
    let held = consumedBy(role);
    for (const offer of master.offers.outstanding()) {
      const amounts = quantitiesOf(offer.resources);
      const isOwn = isWithinRole(offer.role, role);
      if (isOwn) held = plus(held, amounts);
      const isTooMuch = isOwn && !areWithin(held, limits);
      const isNeeded = !isOwn && !isNone(missing);
      if (!isTooMuch && !isNeeded) continue;
      if (isNeeded) missing = minus(missing, amounts);
      master.offers.rescindAll(({ id }) => id === offer.id);
    }
  };

  return {
    setWeight(role, weight) {
      if (!(weight > 0)) {
        return `Failed to validate update weights request JSON for role '${role}': Invalid weight '${weight}': Weights must be positive`;
      }
      weights.set(role, weight);
      world.note(`role ${role} weight ${weight}`);
      allocator.setWeight(role, weight);
      // What is offered already was offered by the old weights (Master::WeightsHandler, rescindOffers).
      if (allocator.shares().some((known) => known.role === role)) master.offers.rescindAll(() => true);
      return undefined;
    },
    weights: () => [...weights].map(([role, weight]) => ({ role, weight })),
    setQuota(role, quota, force) {
      const reason = problem(role, quota, force);
      if (reason) return reason;
      quotas.set(role, quota);
      world.note(
        `role ${role} guarantees ${written(quota.guarantees) || "nothing"}, limits ${written(quota.limits) || "none"}`,
      );
      allocator.setQuota(role, quota);
      makeRoom(role, quota);
      return undefined;
    },
  };
}
