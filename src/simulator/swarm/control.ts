/** The machines and what runs on them: agents, managers, and whichever of them leads. */
import { createAgents, type Agents } from "./agent/agents.ts";
import { startLeader, type Leader } from "./manager/leader.ts";
import { createQuorum, type Quorum } from "./manager/quorum.ts";
import { createReports } from "./manager/reports.ts";
import type { World } from "./world.ts";

export type Control = {
  agents: Agents;
  quorum: Quorum;
  hasLeader(): boolean;
  kill(nodeId: string): void;
  start(nodeId: string): void;
};

export function createControl(world: World): Control {
  const { loop, random, store } = world;
  const reports = createReports(world);
  const agents = createAgents(world, reports.add);
  const managers = store.nodes().filter(({ role }) => role === "manager");
  let leader: Leader | undefined;

  const quorum = createQuorum(
    loop,
    random,
    managers.map(({ id }) => id),
    (id) => {
      leader?.stop();
      leader = id === undefined ? undefined : startLeader(world, agents, true);
      reports.listen(id !== undefined);
    },
  );
  leader = startLeader(world, agents, false);

  return {
    agents,
    quorum,
    hasLeader: () => leader !== undefined,
    kill(nodeId) {
      agents.crash(nodeId);
      leader?.lose(nodeId);
      if (quorum.isMember(nodeId)) quorum.lose(nodeId);
    },
    start(nodeId) {
      agents.revive(nodeId);
      leader?.regain(nodeId);
      if (quorum.isMember(nodeId)) quorum.regain(nodeId);
      else if (store.node(nodeId)?.role === "manager") quorum.add(nodeId);
    },
  };
}
