/**
 * The managers' Raft group, as far as it decides whether there is a leader (manager/state/raft/raft.go): with fewer than a majority of the managers
 * at hand no change can be agreed on, and there is none. What runs goes on running.
 */
import type { Loop } from "../../kernel/loop.ts";
import type { Random } from "../../kernel/random.ts";

/** ElectionTick 10 of a second each; each manager draws a wait of one to two times that before it stands for election. */
const ELECTION_MS = 10_000;

export type Quorum = {
  leader(): string | undefined;
  isMember(id: string): boolean;
  isReachable(id: string): boolean;
  members(): string[];
  add(id: string): void;
  /** Whether a majority of the others would be reachable without it. */
  canRemove(id: string): boolean;
  remove(id: string): void;
  lose(id: string): void;
  regain(id: string): void;
};

/** `lead` is called with each new leader, or with nothing when there is none. The first leads at once, silently. */
export function createQuorum(
  loop: Loop,
  random: Random,
  first: string[],
  lead: (id: string | undefined) => void,
): Quorum {
  const members = new Set(first);
  const lost = new Set<string>();
  let leader: string | undefined = first[0];
  let turn = 0;

  const reachable = () => [...members].filter((id) => !lost.has(id));
  const hasMajority = () => reachable().length > members.size / 2;

  const follow = (id: string | undefined) => {
    turn++;
    if (leader === id) return;
    leader = id;
    lead(id);
  };

  const elect = () => {
    const candidates = reachable();
    follow(candidates[random.below(candidates.length)]);
  };

  /** Without a leader but with a majority there will be one, unless things change before. */
  const electLater = () => {
    if (leader !== undefined || !hasMajority()) return;
    const mine = ++turn;
    loop.after(random.between(ELECTION_MS, 2 * ELECTION_MS - 1), () => {
      if (mine === turn && hasMajority()) elect();
    });
  };

  const settle = () => {
    if (leader !== undefined && (!hasMajority() || lost.has(leader))) follow(undefined);
    electLater();
  };

  return {
    leader: () => leader,
    isMember: (id) => members.has(id),
    isReachable: (id) => members.has(id) && !lost.has(id),
    members: () => [...members],
    add(id) {
      members.add(id);
      settle();
    },
    canRemove: (id) => reachable().filter((other) => other !== id).length >= Math.floor((members.size - 1) / 2) + 1,
    remove(id) {
      members.delete(id);
      // A leader that is demoted hands over before it leaves.
      if (leader === id) elect();
      settle();
    },
    lose(id) {
      lost.add(id);
      settle();
    },
    regain(id) {
      lost.delete(id);
      settle();
    },
  };
}
