/** What people can say in a lab, understood. */

/** A command line that the lab has: of dcos also plain requests to Marathon and curl. */
export type Tool = "kubectl" | "docker" | "dcos" | "request";

/** Texts by the names under which they were pasted. */
export type Files = Readonly<Record<string, string>>;

/**
 * The words behind the tool's name (a request's begin with the method, or with curl); `stdin` is what is pasted below, `files` what was
 * pasted under a name so far.
 */
export type ToolCall = { kind: Tool; words: string[]; stdin: string; files?: Files };

export type Command =
  | ToolCall
  | { kind: "wait"; ms: number }
  | { kind: "until-ready" }
  | { kind: "finish" }
  | { kind: "hint" }
  | { kind: "status" }
  | { kind: "chart" }
  | { kind: "why" }
  /** `of`: one command, or a word of the lab's. */
  | { kind: "help"; of?: string }
  | { kind: "pause" }
  /** Whether the lab may ask what will come of it. */
  | { kind: "predict"; on: boolean }
  | { kind: "undo" }
  /** Not possible; `output` says why. */
  | Refused;

export type Refused = { kind: "refused"; output: string };

/** A refusal. */
export function refuse(output: string): Refused {
  return { kind: "refused", output };
}
