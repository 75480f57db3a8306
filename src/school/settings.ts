/** What people have set for themselves. */

export type SettingRecords = {
  /** Whether somebody wants to be named in standings. */
  standings(team: string, person: string): Promise<boolean>;
  setStandings(team: string, person: string, wanted: boolean): Promise<void>;
  /** The quiz that stands in somebody's App Home, "" for none, and since when. */
  homeReview(team: string, person: string): Promise<{ quiz: string; since: number }>;
  setHomeReview(team: string, person: string, shown: { quiz: string; since: number }): Promise<void>;
  /** Everybody who wants to be named in standings. */
  wantingStandings(team: string): Promise<Set<string>>;
};
