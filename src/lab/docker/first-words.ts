// What may follow `docker` in the lab, by name alone: for who only wants to know a command when they see one. A test holds it to commands.ts.

export const FIRST_WORDS: readonly string[] = ["node", "service", "stack", "swarm", "info", "version"];
