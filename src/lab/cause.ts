// A file of its own: who reads a lab's facts need not load the engine for that.

/** The id of the fact that says why the service level is broken now; there is none while it holds. */
export const CAUSE = "simulation#cause";
