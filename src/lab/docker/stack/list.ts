/** docker stack ls, ps, services and rm */
import { failed, joined, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { listOf, textOf } from "../command/flags.ts";
import { FILTER, FORMAT, QUIET_IDS, TASK_FLAGS } from "../command/shared-flags.ts";
import { filtered, parseFilters, SERVICE_FILTERS } from "../engine/filters.ts";
import { printRows, type Listing } from "../format/listing.ts";
import { natural } from "../format/names.ts";
import { inBackground } from "../service/converge.ts";
import { printServices } from "../service/list.ts";
import { filterTasks } from "../task/filter.ts";
import { printTasks } from "../task/print.ts";
import { NAMESPACE } from "./compose/names.ts";
import { nameError, stackNetworks, stackServices } from "./stacks.ts";

const LISTING: Listing = {
  table: "{{.Name}}\t{{.Services}}",
  headers: { Name: "NAME", Services: "SERVICES", Orchestrator: "ORCHESTRATOR" },
  type: "*formatter.stackContext",
};

const STACK = { kind: "exact", count: 1 } as const;

const NOTHING = "othing found in stack:";

export const STACK_LS: Command = {
  path: "stack ls",
  use: "[OPTIONS]",
  short: "List stacks",
  aliases: ["list"],
  flags: [FORMAT],
  arguments: { kind: "none" },
  needsManager: true,
  run({ engine, flags }) {
    const counts = new Map<string, number>();
    for (const { Spec } of engine.services()) {
      const name = Spec.Labels[NAMESPACE];
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const rows = [...counts]
      .toSorted(([a], [b]) => natural(a, b))
      .map(([Name, count]) => ({ Name, Services: String(count) }));
    return printRows(rows, LISTING, { format: textOf(flags, "format") ?? "" });
  },
};

export const STACK_SERVICES: Command = {
  path: "stack services",
  use: "[OPTIONS] STACK",
  short: "List the services in the stack",
  flags: [QUIET_IDS, FORMAT, FILTER],
  arguments: STACK,
  needsManager: true,
  run({ engine, flags, args: [namespace = ""] }) {
    const wrong = nameError(namespace);
    if (wrong !== undefined) return failed(wrong);
    const found = filtered(stackServices(engine, namespace), parseFilters(listOf(flags, "filter")), SERVICE_FILTERS);
    if ("error" in found) return failed(found.error);
    if (found.kept.length === 0) return { ...failed(`N${NOTHING} ${namespace}`), exit: 0 };
    return printServices(found.kept, flags);
  },
};

export const STACK_PS: Command = {
  path: "stack ps",
  use: "[OPTIONS] STACK",
  short: "List the tasks in the stack",
  flags: [...TASK_FLAGS, FORMAT],
  arguments: STACK,
  needsManager: true,
  run({ engine, flags, args: [namespace = ""] }) {
    const wrong = nameError(namespace);
    if (wrong !== undefined) return failed(wrong);
    const ids = new Set(stackServices(engine, namespace).map(({ ID }) => ID));
    const own = engine.tasks().filter(({ ServiceID }) => ids.has(ServiceID));
    const found = filterTasks(engine, own, parseFilters(listOf(flags, "filter")));
    if ("error" in found) return failed(found.error);
    return found.kept.length === 0 ? failed(`n${NOTHING} ${namespace}`) : printTasks(engine, found.kept, flags);
  },
};

function removeOne({ engine }: Call, namespace: string): Outcome {
  const services = stackServices(engine, namespace).toSorted((a, b) => (a.Spec.Name < b.Spec.Name ? -1 : 1));
  const networks = stackNetworks(engine, namespace);
  if (services.length + networks.length === 0) return { ...failed(`N${NOTHING} ${namespace}`), exit: 0 };
  for (const { ID } of services) engine.removeService(ID);
  inBackground({ engine });
  const lines = [
    ...services.map(({ Spec }) => `Removing service ${Spec.Name}\n`),
    ...networks.map((name) => `Removing network ${name}\n`),
  ];
  return printed(lines.join(""));
}

export const STACK_RM: Command = {
  path: "stack rm",
  use: "[OPTIONS] STACK [STACK...]",
  short: "Remove one or more stacks",
  aliases: ["remove", "down"],
  flags: [{ name: "detach", short: "d", type: "bool", default: "true", usage: "Do not wait for stack removal" }],
  arguments: { kind: "atLeast", count: 1 },
  needsManager: true,
  run(call) {
    const wrong = call.args.map(nameError).find((one) => one !== undefined);
    return wrong === undefined ? joined(call.args.map((namespace) => removeOne(call, namespace))) : failed(wrong);
  },
};
