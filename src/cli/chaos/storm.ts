/** What goes wrong during a chaos run, by chance from a seed, until it is called off. */
import type { Postgres } from "./postgres.ts";
import type { Replica } from "./replica.ts";
import type { Workspace } from "./workspace.ts";

/** Longer than a delivery's lease: what a frozen bot holds is taken from it, and it must not post when it wakes. */
const FREEZE_MS = 63_000;
/** Within the lease (a machine that is moved, a long collection): whoever holds something posts it when it goes on, and nobody else may have. */
const STUN_MS = 8_000;
/** How long a bot is there at most before it is killed again. Counted from its start: on a busy machine that alone may take as long. */
const LONGEST_PAUSE_MS = 6_000;
const RESTART_EVERY_MS = 25_000;

export type Storm = {
  counts: { kills: number; stuns: number; freezes: number; restarts: number; cuts: number; drops: number };
  /** Nothing more begins; resolves when all that was broken is well again. */
  end(): Promise<void>;
};

type World = {
  replicas: Replica[];
  workspace: Workspace;
  postgres: Postgres | undefined;
  /** Ends every connection of the database. */
  cutConnections(): Promise<void>;
  random: () => number;
};

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export function beginStorm({ replicas, workspace, postgres, cutConnections, random }: World): Storm {
  const counts = { kills: 0, stuns: 0, freezes: 0, restarts: 0, cuts: 0, drops: 0 };
  let isOver = false;

  /** One bot after the other is killed; with several, all are stunned now and then, and one is frozen and left to itself meanwhile. */
  async function harass(replica: Replica, isFreezable: boolean): Promise<void> {
    while (!isOver) {
      await replica.ready();
      await pause(random() * LONGEST_PAUSE_MS);
      if (isOver) return;
      if (isFreezable && random() < 0.1) {
        counts.freezes++;
        await replica.freeze(FREEZE_MS);
      } else if (replicas.length > 1 && random() < 0.3) {
        counts.stuns++;
        await replica.freeze(STUN_MS);
      } else {
        counts.kills++;
        await replica.kill();
      }
    }
  }

  async function harassDatabase(server: Postgres): Promise<void> {
    while (!isOver) {
      await pause(RESTART_EVERY_MS * (0.5 + random()));
      if (isOver) return;
      if (random() < 0.3) {
        counts.restarts++;
        await server.restart();
      } else {
        counts.cuts++;
        await cutConnections();
      }
    }
  }

  async function harassSockets(): Promise<void> {
    while (!isOver) {
      await pause(10_000 * (0.5 + random()));
      if (isOver) return;
      counts.drops++;
      await workspace.dropSockets();
    }
  }

  const work = [
    ...replicas.map((replica, at) => harass(replica, replicas.length > 1 && at === 0)),
    ...(postgres ? [harassDatabase(postgres)] : []),
    harassSockets(),
  ];
  return {
    counts,
    async end() {
      isOver = true;
      await Promise.all(work);
    },
  };
}
