// The documented truth about Slack's methods, when the shared folder with it is beside the repository.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../../shared/slack-oracle");

export const hasOracle = existsSync(join(FOLDER, "derived/method-index.json"));

/** Why the oracle's tests are skipped, when they are. */
export const noOracle = `${FOLDER} is absent`;

type Index = Record<string, { errors: string[] }>;

/** Every error code that a method documents. */
export function documentedErrors(method: string): string[] {
  const index = JSON.parse(readFileSync(join(FOLDER, "derived/method-index.json"), "utf8")) as Index;
  return index[method]?.errors ?? [];
}

type Schema = { required?: string[]; properties?: Record<string, Schema>; items?: Schema };

/** The schema of a method's ok-answer, if it has one. */
export function outputSchema(method: string): Schema | undefined {
  const path = join(FOLDER, "slack-api-ref/docs.slack.dev/methods", `${method}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { output?: Schema }).output : undefined;
}

/** Which required fields an answer lacks, as paths. */
export function missingFields(value: unknown, schema: Schema | undefined, path = ""): string[] {
  if (!schema || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((each, index) => missingFields(each, schema.items, `${path}[${index}]`));
  const fields = value as Record<string, unknown>;
  const missing = (schema.required ?? []).filter((key) => !(key in fields)).map((key) => `${path}.${key}`);
  const nested = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    missingFields(fields[key], inner, `${path}.${key}`),
  );
  return [...missing, ...nested];
}
