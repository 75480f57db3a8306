/** `${NAME:-default}` in the values of a Compose file (docker/cli, cli/compose/template). A lab's environment has no variables. */
import { isObject } from "./validate.ts";

const VARIABLE =
  /\$(?:(?<dollar>\$)|(?<plain>[_a-z][_a-z0-9]*)|\{(?<name>[_a-z][_a-z0-9]*)(?:(?<operator>:?[-?])(?<word>[^}]*))?\}|(?<stray>.?))/gi;

type Filled = { value: unknown } | { error: string };

type Groups = {
  dollar?: string;
  plain?: string;
  name?: string;
  operator?: string;
  word?: string;
  stray?: string;
};

/** What stands for one variable, or why nothing can. */
function fillOne({ dollar, operator = "", name, word = "", stray }: Groups): { text: string } | { wrong: string } {
  if (dollar !== undefined) return { text: "$" };
  if (stray !== undefined) return { wrong: "" };
  if (operator.endsWith("?")) return { wrong: `required variable ${name} is missing a value: ${word}` };
  return { text: operator.endsWith("-") ? word : "" };
}

function fillText(text: string, path: string): Filled {
  let error: string | undefined;
  const value = text.replaceAll(VARIABLE, (...found) => {
    const filled = fillOne(found.at(-1) as Groups);
    if ("text" in filled) return filled.text;
    const about = filled.wrong === "" ? text : filled.wrong;
    error ??= `invalid interpolation format for ${path}: "${about}"; you may need to escape any $ with another $`;
    return "";
  });
  return error === undefined ? { value } : { error };
}

/** `path` is where in the file the value stands: `services.web.image`. */
export function interpolated(value: unknown, path = ""): Filled {
  if (typeof value === "string") return fillText(value, path);
  if (Array.isArray(value)) {
    const items = value.map((item) => interpolated(item, `${path}.[]`));
    const wrong = items.find((item) => "error" in item);
    return wrong ?? { value: items.map((item) => ("value" in item ? item.value : undefined)) };
  }
  if (!isObject(value)) return { value };
  const entries: [string, unknown][] = [];
  for (const [key, part] of Object.entries(value)) {
    const filled = interpolated(part, path === "" ? key : `${path}.${key}`);
    if ("error" in filled) return filled;
    entries.push([key, filled.value]);
  }
  return { value: Object.fromEntries(entries) };
}
