/** What the school remembers of a channel's wishes. */

export type Feature = "ask" | "quiz" | "lab";

/** `digestAt` is when the next weekly digest is due, 0 where none is wanted. */
export type ChannelSettings = { off: Feature[]; digestAt: number; zone: string };

export type ChannelRecords = {
  /** Everything on and no digest, where nobody has wished for anything. */
  find(team: string, channel: string): Promise<ChannelSettings>;
  set(team: string, channel: string, settings: ChannelSettings): Promise<void>;
  /** Channels whose digest is due, held for this transaction: no replica gets the same one. */
  dueDigests(nowMs: number): Promise<(ChannelSettings & { team: string; channel: string })[]>;
};
