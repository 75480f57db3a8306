/** What the school remembers of the threads that it takes part in. */
import type { Thread } from "./listening.ts";

export type ThreadRecords = {
  find(team: string, channel: string, ts: string): Promise<Thread | undefined>;
  /** Notes that Shipmate takes part in a thread; keeps who started it when it is known already. */
  join(thread: {
    team: string;
    channel: string;
    ts: string;
    kind: Thread["kind"];
    startedBy: string;
    at: number;
  }): Promise<void>;
  mute(team: string, channel: string, ts: string, muted: boolean): Promise<boolean>;
};
