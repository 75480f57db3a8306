/** docker service inspect */
import type { Call, Command } from "../command/command.ts";
import { isOn, isSet, textOf } from "../command/flags.ts";
import { INSPECT_FORMAT, PRETTY } from "../command/shared-flags.ts";
import { failed } from "../../shell/outcome.ts";
import { findService } from "../engine/find.ts";
import type { ApiService } from "../engine/objects.ts";
import { inspected, type Found } from "../format/inspected.ts";
import { SERVICE } from "../format/shapes.ts";
import { withDefaults } from "./defaults.ts";
import { prettyService } from "./pretty.ts";

function lookUp({ engine }: Call, ref: string): Found {
  const trouble = engine.unreachable() ?? engine.unavailable();
  if (trouble) return { error: trouble };
  const found = findService(engine, ref);
  if ("found" in found) return { object: withDefaults(found.found) };
  return { error: found.error.includes("ambiguous") ? found.error : `Error: no such service: ${ref}` };
}

export const SERVICE_INSPECT: Command = {
  path: "service inspect",
  use: "[OPTIONS] SERVICE [SERVICE...]",
  short: "Display detailed information on one or more services",
  flags: [INSPECT_FORMAT, PRETTY],
  arguments: { kind: "atLeast", count: 1 },
  run(call) {
    const { engine, flags, args } = call;
    const isPretty = isOn(flags, "pretty");
    if (isPretty && isSet(flags, "format")) return failed("--format is incompatible with human friendly format");
    const names = () => new Map(engine.networks().map(({ ID, Name }) => [ID, Name]));
    return inspected(
      args.map((ref) => lookUp(call, ref)),
      isPretty ? "pretty" : (textOf(flags, "format") ?? ""),
      {
        shape: SERVICE,
        type: "swarm.Service",
        pretty: (service) => prettyService(service as ApiService, engine.now(), (id) => names().get(id) ?? id),
        extraPretty: "Cannot supply extra formatting options to the pretty template",
      },
    );
  },
};
