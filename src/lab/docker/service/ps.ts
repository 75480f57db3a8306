/** docker service ps */
import { failed, joined } from "../../shell/outcome.ts";
import type { Command } from "../command/command.ts";
import { listOf } from "../command/flags.ts";
import { TASK_FLAGS, TASK_FORMAT } from "../command/shared-flags.ts";
import { parseFilters } from "../engine/filters.ts";
import { findNode, findService } from "../engine/find.ts";
import { filterTasks } from "../task/filter.ts";
import { printTasks } from "../task/print.ts";

export const SERVICE_PS: Command = {
  path: "service ps",
  use: "[OPTIONS] SERVICE [SERVICE...]",
  short: "List the tasks of one or more services",
  flags: [...TASK_FLAGS, TASK_FORMAT],
  arguments: { kind: "atLeast", count: 1 },
  needsManager: true,
  run({ engine, flags, args }) {
    const filters = parseFilters(listOf(flags, "filter"));
    const ids: string[] = [];
    const missing: string[] = [];
    for (const ref of args) {
      const service = findService(engine, ref);
      if ("found" in service) ids.push(service.found.ID);
      else if (service.error.includes("ambiguous"))
        return failed(`multiple services found with provided prefix: ${ref}`);
      else missing.push(`no such service: ${ref}`);
    }
    const complaint = missing.length === 0 ? [] : [failed(missing.join("\n"))];
    if (ids.length === 0) return joined(complaint);
    const nodes = filters.get("node")?.map((ref) => {
      const node = ref === "self" ? findNode(engine, ref) : undefined;
      return node && "found" in node ? node.found.ID : ref;
    });
    if (nodes) filters.set("node", nodes);
    filters.set("service", [...(filters.get("service") ?? []), ...ids]);
    const found = filterTasks(engine, engine.tasks(), filters);
    if ("error" in found) return failed(found.error);
    return joined([printTasks(engine, found.kept, flags), ...complaint]);
  },
};
