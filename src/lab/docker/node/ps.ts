/** docker node ps */
import { failed, joined } from "../../shell/outcome.ts";
import type { Command } from "../command/command.ts";
import { listOf } from "../command/flags.ts";
import { TASK_FLAGS, TASK_FORMAT } from "../command/shared-flags.ts";
import { parseFilters } from "../engine/filters.ts";
import { findNode } from "../engine/find.ts";
import type { ApiTask } from "../engine/objects.ts";
import { filterTasks } from "../task/filter.ts";
import { printTasks } from "../task/print.ts";

export const NODE_PS: Command = {
  path: "node ps",
  use: "[OPTIONS] [NODE...]",
  short: "List tasks running on one or more nodes, defaults to current node",
  flags: [...TASK_FLAGS, TASK_FORMAT],
  arguments: { kind: "atLeast", count: 0 },
  needsManager: true,
  run({ engine, flags, args }) {
    const filters = parseFilters(listOf(flags, "filter"));
    const tasks: ApiTask[] = [];
    const errors: string[] = [];
    for (const ref of args.length === 0 ? ["self"] : args) {
      const node = findNode(engine, ref);
      if ("error" in node) {
        errors.push(node.error);
        continue;
      }
      // The client adds each node to the same filter, so that a later node's answer has the earlier nodes' tasks too.
      filters.set("node", [...(filters.get("node") ?? []), node.found.ID]);
      const found = filterTasks(engine, engine.tasks(), filters);
      if ("error" in found) errors.push(found.error);
      else tasks.push(...found.kept);
    }
    const complaint = errors.length === 0 ? [] : [failed(errors.join("\n"))];
    if (errors.length > 0 && tasks.length === 0) return joined(complaint);
    return joined([printTasks(engine, tasks, flags), ...complaint]);
  },
};
