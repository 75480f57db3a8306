/** docker node update, promote, demote and rm */
import { failed, joined, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn, listOf, textOf, type Flags } from "../command/flags.ts";
import { findNode } from "../engine/find.ts";
import { keyValues } from "../engine/key-values.ts";
import type { ApiNode, ApiNodeSpec } from "../engine/objects.ts";

/** The node's wishes with what the flags change; or the client's complaint. */
function changedSpec({ Spec }: ApiNode, flags: Flags): { spec: ApiNodeSpec } | { error: string } {
  const Labels = { ...Spec.Labels, ...keyValues(listOf(flags, "label-add")) };
  for (const key of listOf(flags, "label-rm")) {
    if (!Object.hasOwn(Labels, key)) return { error: `key ${key} doesn't exist in node's labels` };
    delete Labels[key];
  }
  const Role = textOf(flags, "role") ?? Spec.Role;
  return { spec: { ...Spec, Labels, Role, Availability: textOf(flags, "availability") ?? Spec.Availability } };
}

function update({ engine, flags, args }: Call): Outcome {
  const [ref = ""] = args;
  const node = findNode(engine, ref);
  if ("error" in node) return failed(node.error);
  const changed = changedSpec(node.found, flags);
  if ("error" in changed) return failed(changed.error);
  const refusal = engine.updateNode(node.found.ID, changed.spec);
  return refusal === undefined ? printed(ref) : failed(refusal);
}

/** Goes through the nodes until one is refused. */
function changeRole({ engine, args }: Call, Role: "manager" | "worker"): Outcome {
  const done: Outcome[] = [];
  for (const ref of args) {
    const node = findNode(engine, ref);
    if ("error" in node) return joined([...done, failed(node.error)]);
    const { ID, Spec } = node.found;
    if (Spec.Role === Role) {
      done.push(printed(`Node ${ID} is already a ${Role}.`));
      continue;
    }
    const refusal = engine.updateNode(ID, { ...Spec, Role });
    if (refusal !== undefined) return joined([...done, failed(refusal)]);
    const text =
      Role === "manager" ? `Node ${ref} promoted to a manager in the swarm.` : `Manager ${ref} demoted in the swarm.`;
    done.push(printed(text));
  }
  return joined(done);
}

function remove({ engine, flags, args }: Call): Outcome {
  const errors: string[] = [];
  const done: Outcome[] = [];
  for (const ref of args) {
    const node = findNode(engine, ref);
    const refusal = "error" in node ? node.error : engine.removeNode(node.found.ID, isOn(flags, "force"));
    if (refusal === undefined) done.push(printed(ref));
    else errors.push(refusal);
  }
  return joined(errors.length === 0 ? done : [...done, failed(errors.join("\n"))]);
}

export const NODE_UPDATE: Command = {
  path: "node update",
  use: "[OPTIONS] NODE",
  short: "Update a node",
  flags: [
    { name: "role", type: "string", usage: 'Role of the node ("worker", "manager")' },
    { name: "availability", type: "string", usage: 'Availability of the node ("active", "pause", "drain")' },
    { name: "label-add", type: "label", usage: 'Add or update a node label ("key=value")' },
    { name: "label-rm", type: "other", usage: "Remove a node label if exists" },
  ],
  arguments: { kind: "exact", count: 1 },
  needsManager: true,
  run: update,
};

export const NODE_PROMOTE: Command = {
  path: "node promote",
  use: "NODE [NODE...]",
  short: "Promote one or more nodes to manager in the swarm",
  flags: [],
  arguments: { kind: "atLeast", count: 1 },
  needsManager: true,
  run: (call) => changeRole(call, "manager"),
};

export const NODE_DEMOTE: Command = {
  path: "node demote",
  use: "NODE [NODE...]",
  short: "Demote one or more nodes from manager in the swarm",
  flags: [],
  arguments: { kind: "atLeast", count: 1 },
  needsManager: true,
  run: (call) => changeRole(call, "worker"),
};

export const NODE_RM: Command = {
  path: "node rm",
  use: "[OPTIONS] NODE [NODE...]",
  short: "Remove one or more nodes from the swarm",
  aliases: ["remove"],
  flags: [{ name: "force", short: "f", type: "bool", usage: "Force remove a node from the swarm" }],
  arguments: { kind: "atLeast", count: 1 },
  needsManager: true,
  run: remove,
};
