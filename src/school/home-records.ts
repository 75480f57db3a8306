/** What App Home alone asks for. */

/** A lab that somebody has begun or typed in, and that is not over. */
export type LabBegun = { id: string; channel: string; title: string; startedAt: number };

export type HomeRecords = {
  /** The newest first. */
  labsInProgress(team: string, person: string, sinceMs: number): Promise<LabBegun[]>;
};
