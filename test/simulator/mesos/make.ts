/** What the Mesos tests share: an allocator with short ways to add agents and frameworks and to see one round of offers. */
import { createRandom } from "../../../src/simulator/kernel/random.ts";
import { createAllocator } from "../../../src/simulator/mesos/allocator/allocator.ts";
import type { Offering } from "../../../src/simulator/mesos/allocator/round.ts";
import { unreserved, type Pool } from "../../../src/simulator/mesos/pool.ts";

export const pool = (cpus: number, mem: number): Pool => unreserved({ cpus, mem });

/** Every allocation is asked for by hand; agents are named a1, a2, ... and frameworks f1, f2, ... in the order of their coming. */
export function makeAllocator(seed = "allocator", excluded: readonly string[] = []) {
  const allocator = createAllocator({ random: createRandom(seed), excluded });
  let agents = 0;
  let frameworks = 0;
  const show = (offerings: Offering[]) =>
    offerings.map(({ framework, role, agent, resources }) => ({ to: framework, role, agent, resources }));
  return {
    allocator,
    show,
    /** Adds an agent and answers what is offered of it at once. */
    addAgent(total: Pool, used: { framework: string; role: string; resources: Pool }[] = []) {
      const id = `a${++agents}`;
      allocator.addAgent(id, total, used);
      return show(allocator.allocate(0, [id]));
    },
    addFramework(role: string) {
      const id = `f${++frameworks}`;
      allocator.addFramework(id, [role]);
      return show(allocator.allocate(0));
    },
    decline(offering: { to: string; role: string; agent: string; resources: Pool }, ms?: number, now = 0) {
      const { to, role, agent, resources } = offering;
      allocator.recover({ framework: to, role, agent, resources }, ms === undefined ? undefined : { ms, now });
    },
  };
}
