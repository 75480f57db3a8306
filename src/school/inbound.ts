/** The promise about what comes in: each thing that a person did is worked on once, whatever Slack repeats and whoever is killed. */

export type Inbound = {
  /** The same for every copy of the same act: a channel and ts, an event id, or an interaction's own mark. */
  key: string;
  body: Record<string, unknown>;
  /** Business milliseconds. */
  receivedAt: number;
};

export type InboundRecords = {
  /** Writes it down; false when it is already known, done or under way. */
  record(inbound: Inbound): Promise<boolean>;
  finish(key: string, at: number): Promise<void>;
  /** What a killed process left behind, oldest first. */
  unfinished(): Promise<Pick<Inbound, "key" | "body">[]>;
  /** Drops the keys of what was finished before `at`: Slack's retries end after an hour. */
  forgetBefore(at: number): Promise<void>;
};
