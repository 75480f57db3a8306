/** Commands of dcos ask Marathon and tell what it answered. */
import { failed, type Outcome } from "../shell/outcome.ts";
import type { DcosContext } from "./context.ts";
import { askMarathon, type Response } from "./marathon-api.ts";
import type { Flags } from "./words.ts";

const OK_BELOW = 400;
const CONFLICT = 409;

/** What the command line says of every conflict, whatever Marathon says (dcos-cli, dcos/marathon.py, _to_exception). */
const LOCKED = "App or group is locked by one or more deployments. Override with --force.";

type Asked = { body: unknown } | { outcome: Outcome };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The error's message, and a line for each thing that is not valid. */
function complaint({ status, body }: Response): Outcome {
  if (status === CONFLICT) return failed(LOCKED);
  if (!isObject(body)) return failed(`Error: HTTP ${status}`);
  const details = Array.isArray(body["details"]) ? body["details"].filter(isObject) : [];
  const lines = details.map(
    ({ path, errors }) => `  ${String(path)}: ${Array.isArray(errors) ? errors.join("; ") : String(errors)}`,
  );
  const text = typeof body["details"] === "string" ? ` (${body["details"]})` : "";
  return failed([`Error: ${String(body["message"])}${text}`, ...lines].join("\n"));
}

export function ask(
  context: DcosContext,
  method: string,
  path: string,
  options: { body?: unknown; query?: Record<string, string> } = {},
): Asked {
  const response = askMarathon(context, {
    method,
    path,
    query: new Map(Object.entries(options.query ?? {})),
    body: options.body === undefined ? "" : JSON.stringify(options.body),
  });
  return response.status < OK_BELOW ? { body: response.body } : { outcome: complaint(response) };
}

/** --force as a query of the request. */
export const force = (flags: Flags): Record<string, string> => (flags.has("force") ? { force: "true" } : {});

/** What is said of a change: the deployment that it began. */
export function deploymentOf(body: unknown): string {
  if (!isObject(body)) return "";
  const { deploymentId, deployments } = body;
  if (typeof deploymentId === "string") return `Created deployment ${deploymentId}`;
  const [first] = Array.isArray(deployments) ? deployments.filter(isObject) : [];
  return first ? `Created deployment ${String(first["id"])}` : "";
}

/** JSON as the command line prints it: sorted by name, two blanks deep. */
export const pretty = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
