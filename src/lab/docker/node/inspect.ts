/** docker node inspect */
import type { Call, Command } from "../command/command.ts";
import { isOn, textOf } from "../command/flags.ts";
import { INSPECT_FORMAT, PRETTY } from "../command/shared-flags.ts";
import { findNode } from "../engine/find.ts";
import type { ApiNode } from "../engine/objects.ts";
import { inspected, type Found, type Inspection } from "../format/inspected.ts";
import { NODE } from "../format/shapes.ts";
import { prettyNode } from "./pretty.ts";

const INSPECTION: Inspection = {
  shape: NODE,
  type: "swarm.Node",
  pretty: (node) => prettyNode(node as ApiNode),
  extraPretty: "cannot supply extra formatting options to the pretty template",
};

function lookUp({ engine }: Call, ref: string): Found {
  const trouble = engine.unreachable() ?? engine.unavailable();
  if (trouble) return { error: trouble };
  const found = findNode(engine, ref);
  return "found" in found ? { object: found.found } : found;
}

export const NODE_INSPECT: Command = {
  path: "node inspect",
  use: "[OPTIONS] self|NODE [NODE...]",
  short: "Display detailed information on one or more nodes",
  flags: [INSPECT_FORMAT, PRETTY],
  arguments: { kind: "atLeast", count: 1 },
  run(call) {
    const format = isOn(call.flags, "pretty") ? "pretty" : (textOf(call.flags, "format") ?? "");
    return inspected(
      call.args.map((ref) => lookUp(call, ref)),
      format,
      INSPECTION,
    );
  },
};
