/** What the school knows of one person, as records that can be read and forgotten. */

/** Whose data; `direct` is the channel of the direct messages with them. */
export type Subject = { team: string; person: string; direct: string };

/** By kind of record, as rows of plain values; times are ISO 8601 in UTC. */
export type PersonalData = Record<string, Record<string, unknown>[]>;

/** How many rows were deleted, and how many stay without their name (an answer to a channel's quiz, a command in a lab). */
export type Forgotten = { deleted: number; nameless: number };

export type PersonalRecords = {
  read(subject: Subject): Promise<PersonalData>;
  /** Afterwards the person's id stands nowhere. Call it in a transaction. */
  forget(subject: Subject): Promise<Forgotten>;
};

/** What stands for somebody whose data was deleted begins so, and no person's id does. */
export const GONE = "gone-";

export function isGone(person: string): boolean {
  return person.startsWith(GONE);
}
