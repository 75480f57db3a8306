/** What people can say in a lab, understood. */
import type { AutoscaleWish } from "../simulator/kubernetes/cluster-api.ts";
import type { Kind } from "./kinds.ts";

/** One kind of thing and the names asked for; no names means all of them. */
export type Request = { kind: Kind; names: string[] };

/** One condition of `-l`: `app=web`, `app!=web`, `app`, `!app`. */
export type Requirement = { key: string; value?: string; negated: boolean };

export type Reading = {
  requests: Request[];
  namespace: string;
  selector: Requirement[];
  output: "table" | "wide" | "name";
  allNamespaces: boolean;
  headers: boolean;
  showLabels: boolean;
};

export type Command =
  | ({ kind: "get" } & Reading)
  | { kind: "describe"; requests: Request[]; namespace: string; selector: Requirement[] }
  | { kind: "scale"; requests: Request[]; replicas: number; currentReplicas?: number; namespace: string }
  /** `note` is what kubectl warns of before it does it. */
  | { kind: "autoscale"; requests: Request[]; wish: Omit<AutoscaleWish, "deployment">; note: string; namespace: string }
  | { kind: "set-image"; requests: Request[]; images: [container: string, image: string][]; namespace: string }
  | { kind: "delete-hpa"; names: string[]; namespace: string }
  | { kind: "wait"; ms: number }
  | { kind: "until-ready" }
  | { kind: "finish" }
  | { kind: "hint" }
  | { kind: "status" }
  | { kind: "help" }
  | { kind: "undo" }
  /** Not possible; `output` says why, as the real tool does where it would refuse too. */
  | { kind: "refused"; output: string };

/** What a parser of one verb returns when it cannot go on. */
export type Refused = { kind: "refused"; output: string };

/** A refusal. */
export function refuse(output: string): Refused {
  return { kind: "refused", output };
}
