/** What people have set for themselves. */

export type SettingRecords = {
  /** Whether somebody wants to be named in standings. */
  standings(team: string, person: string): Promise<boolean>;
  setStandings(team: string, person: string, wanted: boolean): Promise<void>;
  /** Everybody who does. */
  wantingStandings(team: string): Promise<Set<string>>;
};
