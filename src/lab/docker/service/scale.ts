/** docker service scale */
import { failed, joined, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn } from "../command/flags.ts";
import { valueError } from "../command/flag-types.ts";
import { findService } from "../engine/find.ts";
import { COMMON_FLAGS } from "./common-flags.ts";
import { converge, inBackground } from "./converge.ts";

const USE = "SERVICE=REPLICAS [SERVICE=REPLICAS...]";
const SHORT = "Scale one or multiple replicated services";

function checkSpecifiers(args: readonly string[]): string | undefined {
  const wrong = args.find((arg) => !/^[^=]+=./s.test(arg));
  if (wrong === undefined) return undefined;
  const path = "docker service scale";
  return `invalid scale specifier '${wrong}'.\nSee '${path} --help'.\n\nUsage:  ${path} ${USE}\n\n${SHORT}`;
}

/** Why it cannot be, if so. */
function scaleOne({ engine }: Call, name: string, text: string): string | undefined {
  const wrong = valueError("uint", text);
  if (wrong !== undefined) return `invalid replicas value ${text}: ${wrong}`;
  const trouble = engine.unreachable() ?? engine.unavailable();
  if (trouble !== undefined) return trouble;
  const found = findService(engine, name);
  if ("error" in found) return found.error;
  const spec = structuredClone(found.found.Spec);
  const replicas = Number(text);
  if (spec.Mode.Replicated) spec.Mode.Replicated.Replicas = replicas;
  else if (spec.Mode.ReplicatedJob) spec.Mode.ReplicatedJob.TotalCompletions = replicas;
  else return "scale can only be used with replicated or replicated-job mode";
  return engine.updateService(found.found.ID, spec);
}

function waitFor(call: Call, name: string): Outcome {
  const waited = converge(call, name, false);
  return waited.exit === 0 ? waited : { ...waited, stderr: `${name}: ${waited.stderr}` };
}

function scale(call: Call): Outcome {
  const errors: string[] = [];
  const scaled: string[] = [];
  const outcomes: Outcome[] = [];
  for (const arg of call.args) {
    const [name = "", text = ""] = arg.split(/=(.*)/s, 2);
    const error = scaleOne(call, name, text);
    if (error !== undefined) {
      errors.push(`${name}: ${error}`);
      continue;
    }
    outcomes.push(printed(`${name} scaled to ${Number(text)}`));
    scaled.push(name);
  }
  if (isOn(call.flags, "detach")) outcomes.push(inBackground(call));
  else outcomes.push(...scaled.map((name) => waitFor(call, name)));
  return joined(errors.length === 0 ? outcomes : [...outcomes, failed(errors.join("\n"))]);
}

export const SERVICE_SCALE: Command = {
  path: "service scale",
  use: USE,
  short: SHORT,
  flags: COMMON_FLAGS.filter(({ name }) => name === "detach"),
  arguments: { kind: "atLeast", count: 1 },
  check: checkSpecifiers,
  run: scale,
};
