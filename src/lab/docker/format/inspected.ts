/** What `inspect` prints of objects: JSON, a person's template, or a pretty text (docker/cli, cli/command/inspect). */
import { failed, printed, type Outcome } from "../../shell/outcome.ts";
import { evaluate } from "./evaluate.ts";
import { marshalled, type Shape } from "./shape.ts";
import { parseTemplate } from "./template.ts";

export type Found = { object: unknown } | { error: string };

export type Inspection = { shape: Shape; type: string; pretty(object: unknown): string; extraPretty: string };

/** The template itself is wrong. */
const BAD_TEMPLATE = 64;

const ended = (stdout: string, errors: string[]): Outcome =>
  errors.length === 0 ? printed(stdout) : { ...failed(errors.join("\n")), stdout };

function asJson(found: Found[], { shape }: Inspection, space: string): string {
  const objects = found.flatMap((one) => ("object" in one ? [marshalled(one.object, shape)] : []));
  return `${objects.length === 0 ? "[]" : JSON.stringify(objects, null, space)}\n`;
}

function asTemplate(found: Found[], format: string, inspection: Inspection, errors: string[]): Outcome {
  const parsed = parseTemplate(format);
  if ("error" in parsed) return failed(`template parsing error: ${parsed.error}`, BAD_TEMPLATE);
  const lines: string[] = [];
  for (const one of found) {
    if (!("object" in one)) continue;
    const line = evaluate(parsed.parts, marshalled(one.object, inspection.shape, true), inspection.type);
    if ("text" in line) lines.push(line.text);
    else errors.push(`template parsing error: ${line.error}`);
  }
  return ended(`${lines.join("\n")}\n`, errors);
}

/** The pretty text stops at the first that is not there; nothing is printed then. */
function asPretty(found: Found[], { pretty }: Inspection): Outcome {
  const wrong = found.find((one) => "error" in one);
  if (wrong && "error" in wrong) return failed(wrong.error);
  return printed(found.map((one) => ("object" in one ? `${pretty(one.object)}\n` : "")).join(""));
}

/** `format` is what --format says, or `pretty`. */
export function inspected(found: Found[], format: string, inspection: Inspection): Outcome {
  if (format === "pretty") return asPretty(found, inspection);
  if (format.startsWith("pretty")) return failed(inspection.extraPretty);
  const errors = found.flatMap((one) => ("error" in one ? [one.error] : []));
  if (format === "" || format === "json") return ended(asJson(found, inspection, format === "" ? "    " : ""), errors);
  return asTemplate(found, format, inspection, errors);
}
