/** Finding services and nodes as the daemon does: by identity, name, or the beginning of an identity that only one has (moby, daemon/cluster/helpers.go). */
import type { Engine } from "./engine.ts";
import type { ApiNode, ApiService } from "./objects.ts";

type Found<T> = { found: T } | { error: string };

function find<T extends { ID: string }>(
  objects: T[],
  kind: string,
  ref: string,
  nameOf: (object: T) => string,
): Found<T> {
  const exact = objects.find(({ ID }) => ID === ref);
  if (exact) return { found: exact };
  const named = objects.filter((object) => nameOf(object) === ref);
  const begun = named.length > 0 || ref === "" ? named : objects.filter(({ ID }) => ID.startsWith(ref));
  const [first, second] = begun;
  if (!first) return { error: `Error response from daemon: ${kind} ${ref} not found` };
  const reason =
    named.length > 1
      ? `${named.length} matches found based on name`
      : `${begun.length} matches found based on ID prefix`;
  return second ? { error: `Error response from daemon: ${kind} ${ref} is ambiguous (${reason})` } : { found: first };
}

export const nodeName = ({ Spec, Description }: ApiNode) => Spec.Name ?? Description.Hostname;

/** `self` is the node that the command runs on. */
export function findNode(engine: Engine, ref: string): Found<ApiNode> {
  const id = ref === "self" ? engine.selfId() : ref;
  return find(engine.nodes(), "node", id, ({ Description }) => Description.Hostname);
}

export const findService = (engine: Engine, ref: string): Found<ApiService> =>
  find(engine.services(), "service", ref, ({ Spec }) => Spec.Name);
