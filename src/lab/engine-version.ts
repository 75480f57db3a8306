// A file of its own: who starts a lab notes the version, and need not load the engine for that.

/** Changes whenever a replay could come out differently than before. */
export const ENGINE_VERSION = "6";
