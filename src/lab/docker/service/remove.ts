/** docker service rm and logs */
import { failed, joined, lacking, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { findService } from "../engine/find.ts";
import { inBackground } from "./converge.ts";

function remove({ engine, args }: Call): Outcome {
  const errors: string[] = [];
  const done: Outcome[] = [];
  for (const ref of args) {
    const found = findService(engine, ref);
    const refusal = "error" in found ? found.error : engine.removeService(found.found.ID);
    if (refusal === undefined) done.push(printed(ref));
    else errors.push(refusal);
  }
  if (done.length > 0) done.push(inBackground({ engine }));
  return joined(errors.length === 0 ? done : [...done, failed(errors.join("\n"))]);
}

export const SERVICE_RM: Command = {
  path: "service rm",
  use: "SERVICE [SERVICE...]",
  short: "Remove one or more services",
  aliases: ["remove"],
  flags: [],
  arguments: { kind: "atLeast", count: 1 },
  needsManager: true,
  run: remove,
};

export const SERVICE_LOGS: Command = {
  path: "service logs",
  use: "[OPTIONS] SERVICE|TASK",
  short: "Fetch the logs of a service or task",
  flags: [
    { name: "no-resolve", type: "bool", usage: "Do not map IDs to Names in output" },
    { name: "no-trunc", type: "bool", usage: "Do not truncate output" },
    { name: "raw", type: "bool", usage: "Do not neatly format logs" },
    { name: "no-task-ids", type: "bool", usage: "Do not include task IDs in output" },
    { name: "follow", short: "f", type: "bool", usage: "Follow log output" },
    {
      name: "since",
      type: "string",
      usage: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
    { name: "timestamps", short: "t", type: "bool", usage: "Show timestamps" },
    { name: "details", type: "bool", usage: "Show extra details provided to logs" },
    {
      name: "tail",
      short: "n",
      type: "string",
      default: '"all"',
      usage: "Number of lines to show from the end of the logs",
    },
  ],
  arguments: { kind: "exact", count: 1 },
  needsManager: true,
  run({ engine, args: [ref = ""] }) {
    const isTask = engine.tasks().some(({ ID }) => ID.startsWith(ref) && ref !== "");
    if (!isTask && "error" in findService(engine, ref)) return failed(`no such task or service: ${ref}`);
    return lacking(
      "docker service logs",
      `The containers of the lab run no program, so ${ref} has written no log; \`docker service ps ${ref}\` shows how its tasks ended.`,
    );
  },
};
