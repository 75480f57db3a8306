/** What is counted so that it can be used up: questions in an hour, and what a model takes in a day. */

/** One count. Business milliseconds; amounts are whole: questions, tokens, millionths of a dollar. */
export type Allowance = {
  /** "" for the whole workspace. */
  person: string;
  what: "questions" | "wordings" | "tokens" | "cost";
  /** When the hour or the day began, and when it is over. */
  since: number;
  until: number;
  amount: number;
  limit: number;
};

/** What is used up, and when there is more of it. */
export type UsedUp = { what: Allowance["what"]; whose: "person" | "team"; limit: number; until: number };

export type AllowanceRecords = {
  /**
   * Takes all of them or none; answers the first that is used up, undefined when all were taken. `key` names the act: the same act takes
   * once, however often it is worked on. Exact over several bots. Call it in a transaction.
   */
  take(key: string, team: string, wanted: Allowance[]): Promise<Allowance | undefined>;
  /** Corrects what was taken for an act by what it took in truth (amounts may be negative), and lets go of its key. */
  correct(key: string, team: string, by: Allowance[]): Promise<void>;
  /** Drops counts and keys that began before. */
  forgetBefore(businessMs: number): Promise<void>;
};
