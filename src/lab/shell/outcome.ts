/** What a command printed and how it ended: the same for kubectl, docker and dcos. */

/**
 * Texts exactly as a terminal would get them, line ends included. `terminal` is both streams in the order in which they were written, where
 * that is known, with what the lab has to add. `outside` names what the real tool has and the lab has not
 * ("kubectl exec", "--server"); `stderr` then says why, in the lab's own words.
 */
export type Outcome = { stdout: string; stderr: string; exit: number; terminal?: string; outside?: string };

/** The text with a line end, unless it has one or is empty. */
export const line = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

/** It worked. */
export const printed = (stdout: string): Outcome => ({ stdout: line(stdout), stderr: "", exit: 0 });

/** It did not work. */
export const failed = (stderr: string, exit = 1): Outcome => ({ stdout: "", stderr: line(stderr), exit });

/** The real tool has it, the lab has not. */
export const lacking = (what: string, why: string): Outcome => ({ ...failed(why), outside: what });

/** Both streams as a reader sees them, what worked first where nobody knows the order; no line end. */
export const transcript = ({ stdout, stderr, terminal = `${line(stdout)}${stderr}` }: Outcome) => terminal.trimEnd();

/** One after the other; the exit code is the last that was not 0. */
export function joined(outcomes: readonly Outcome[]): Outcome {
  const outside = outcomes.find((one) => one.outside !== undefined)?.outside;
  return {
    stdout: outcomes.map(({ stdout }) => stdout).join(""),
    stderr: outcomes.map(({ stderr }) => stderr).join(""),
    exit: outcomes.findLast(({ exit }) => exit !== 0)?.exit ?? 0,
    ...(outside === undefined ? {} : { outside }),
  };
}
