// The documented truth about Slack, when the shared folder with it is beside the repository; and what of it a value breaks.
// A wrong JSON type or a missing required key is a fault. A key that is not documented, or a null, is only a note: Slack has both.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const FOLDER = join(import.meta.dirname, "../../../shared/slack-oracle");

export const hasOracle = existsSync(join(FOLDER, "derived/method-index.json"));

/** Why the oracle's tests are skipped, when they are. */
export const noOracle = `${FOLDER} is absent`;

type Json = Record<string, unknown>;
type Schema = {
  $ref?: string;
  type?: string | string[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema | Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  definitions?: Record<string, Schema>;
};

export type Verdict = { faults: string[]; notes: string[] };

const RIGHT: Verdict = { faults: [], notes: [] };

function read<T>(path: string): T | undefined {
  const whole = join(FOLDER, path);
  return existsSync(whole) ? (JSON.parse(readFileSync(whole, "utf8")) as T) : undefined;
}

type Index = Record<string, { errors: string[] }>;

/** Every method that Slack's own documentation describes here. */
export function documentedMethods(): string[] {
  return Object.keys(read<Index>("derived/method-index.json") ?? {});
}

/** Every error code that a method documents. */
export function documentedErrors(method: string): string[] {
  return read<Index>("derived/method-index.json")?.[method]?.errors ?? [];
}

/** What an ok-answer breaks: the documentation's schema, the SDK's types, and the shapes of real answers. */
export function judgeAnswer(method: string, answer: unknown): Verdict {
  const documented = read<{ output?: Schema }>(`slack-api-ref/docs.slack.dev/methods/${method}.json`)?.output;
  const sdk = sdkSchemas()[method]?.response;
  return together([
    documented ? judge(answer, documented, documented, "docs ") : RIGHT,
    sdk ? judge(answer, sdk, sdk, "sdk ") : RIGHT,
    judgeShape(answer, read(`json-logs/api/${method}.json`), "seen "),
  ]);
}

/** What a payload breaks of the shape in which Slack sent it; `path` is below json-logs. */
export function judgePayload(payload: unknown, path: string): Verdict {
  return judgeShape(payload, read(`json-logs/${path}.json`), "seen ");
}

/** A realistic payload of Slack's own scenario tests. */
export function scenario(file: string, name: string): Json {
  return read<Record<string, Json>>(`bolt-python-payloads/${file}.json`)?.[name] ?? {};
}

/** The envelopes that Slack's own SDK is tested with. */
export function sampleEnvelopes(): Json[] {
  return read<Json[]>("socket-mode/envelopes.json") ?? [];
}

/** The paths of the keys that `ours` lacks of `theirs`, wherever both are objects. */
export function lacking(ours: unknown, theirs: unknown, path = ""): string[] {
  if (!isRecord(ours) || !isRecord(theirs)) return [];
  return Object.entries(theirs).flatMap(([key, value]) =>
    key in ours ? lacking(ours[key], value, `${path}.${key}`) : [`${path}.${key}`],
  );
}

let sdk: Record<string, { response?: Schema }> | undefined;

function sdkSchemas(): Record<string, { response?: Schema }> {
  const path = join(FOLDER, "derived/per-method-args-and-responses.from-web-api-8.2.0.schemas.json.gz");
  sdk ??= JSON.parse(gunzipSync(readFileSync(path)).toString()) as Record<string, { response?: Schema }>;
  return sdk;
}

function judge(value: unknown, schema: Schema, root: Schema, path: string): Verdict {
  if (value === null) return { faults: [], notes: [`${path} is null`] };
  if (schema.$ref !== undefined) return judgeNamed(value, schema.$ref, root, path);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return best(branches.map((branch) => judge(value, branch, root, path)));
  const parts = (schema.allOf ?? []).map((part) => judge(value, part, root, path));
  const wanted = schema.type === undefined ? [] : [schema.type].flat();
  if (wanted.length > 0 && !wanted.some((type) => isOfType(value, type))) {
    return { faults: [`${path} is ${typeOf(value)} and not ${wanted.join(" or ")}`], notes: [] };
  }
  return together([...parts, judgeInside(value, schema, root, path)]);
}

function judgeNamed(value: unknown, ref: string, root: Schema, path: string): Verdict {
  const target = root.definitions?.[decodeURIComponent(ref.split("/").at(-1) as string)];
  return target ? judge(value, target, root, path) : RIGHT;
}

function judgeInside(value: unknown, schema: Schema, root: Schema, path: string): Verdict {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined || Array.isArray(items)) return RIGHT;
    return together(value.map((each, index) => judge(each, items, root, `${path}[${index}]`)));
  }
  if (!isRecord(value)) return RIGHT;
  const missing = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${path}.${key} is missing`);
  const known = schema.properties ?? {};
  const extra = Object.keys(value).filter((key) => schema.additionalProperties === false && !(key in known));
  const nested = Object.entries(known)
    .filter(([key]) => key in value && !OPEN_KEYS.has(key))
    .map(([key, inner]) => judge(value[key], inner, root, `${path}.${key}`));
  return together([{ faults: missing, notes: extra.map((key) => `${path}.${key} is not documented`) }, ...nested]);
}

// Blocks, attachments and a view's state are anything that the app gave; the shapes of them were cut down when they were gathered.
const OPEN_KEYS = new Set(["blocks", "attachments", "values", "metadata", "args"]);

function judgeShape(value: unknown, shape: unknown, path: string): Verdict {
  if (shape === undefined || shape === null) return RIGHT;
  if (value === null) return { faults: [], notes: [`${path} is null`] };
  if (typeOf(value) !== typeOf(shape)) {
    return { faults: [`${path} is ${typeOf(value)} and not ${typeOf(shape)}`], notes: [] };
  }
  if (Array.isArray(value)) {
    const [first] = shape as unknown[];
    return together(value.map((each, index) => judgeShape(each, first, `${path}[${index}]`)));
  }
  if (!isRecord(value)) return RIGHT;
  const known = shape as Json;
  const parts = Object.entries(value).map(([key, each]) => {
    if (!(key in known)) return { faults: [], notes: [`${path}.${key} was never seen`] };
    return OPEN_KEYS.has(key) ? RIGHT : judgeShape(each, known[key], `${path}.${key}`);
  });
  return together(parts);
}

function isOfType(value: unknown, type: string): boolean {
  return type === "integer" ? Number.isInteger(value) : typeOf(value) === type;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function best(verdicts: Verdict[]): Verdict {
  return verdicts.toSorted((one, other) => one.faults.length - other.faults.length)[0] ?? RIGHT;
}

function together(verdicts: Verdict[]): Verdict {
  return { faults: verdicts.flatMap(({ faults }) => faults), notes: verdicts.flatMap(({ notes }) => notes) };
}
