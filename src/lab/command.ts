/** What people can say in a lab, understood. */

export type Command =
  /** The words behind `kubectl`; `stdin` is what is pasted below. */
  | { kind: "kubectl"; words: string[]; stdin: string }
  | { kind: "wait"; ms: number }
  | { kind: "until-ready" }
  | { kind: "finish" }
  | { kind: "hint" }
  | { kind: "status" }
  | { kind: "help" }
  | { kind: "undo" }
  /** Not possible; `output` says why. */
  | Refused;

export type Refused = { kind: "refused"; output: string };

/** A refusal. */
export function refuse(output: string): Refused {
  return { kind: "refused", output };
}
