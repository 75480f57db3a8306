// Reads a Web API request's arguments, in any of the four ways in which SDKs send them.
import type { HonoRequest } from "hono";

// Only these keys hold JSON inside a form: a message's text that begins with a bracket must stay text.
const JSON_KEYS = new Set(
  `attachments blocks chunks files icons loading_messages metadata prompts unfurls user_auth_blocks user_ids view`.split(
    " ",
  ),
);

export type RawArguments = Record<string, unknown>;

/** The arguments by name, scalars as text. A body that says it is JSON and is not gives null. */
export async function readArguments(request: HonoRequest): Promise<RawArguments | null> {
  const query = fromForm(request.query());
  if (request.method === "GET") return query;
  const type = request.header("content-type") ?? "";
  if (type.includes("application/json")) {
    const body = parseJson(await request.text());
    return isRecord(body) ? { ...query, ...normalised(body) } : null;
  }
  if (type.includes("multipart/form-data")) return { ...query, ...fromForm(await request.parseBody()) };
  return { ...query, ...fromForm(Object.fromEntries(new URLSearchParams(await request.text()))) };
}

function fromForm(form: Record<string, unknown>): RawArguments {
  const entries = Object.entries(form).map(([key, value]) => {
    const parsed = JSON_KEYS.has(key) && typeof value === "string" ? parseJson(value) : undefined;
    return [key, parsed === undefined ? value : parsed];
  });
  return normalised(Object.fromEntries(entries) as RawArguments);
}

function normalised(args: RawArguments): RawArguments {
  const entries = Object.entries(args)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => [key, typeof value === "number" || typeof value === "boolean" ? String(value) : value])
    .map(([key, value]) => [key, Array.isArray(value) && !JSON_KEYS.has(String(key)) ? value.join(",") : value])
    .map(([key, value]) => [key, JSON_KEYS.has(String(key)) && typeof value === "string" ? parsedOr(value) : value]);
  return Object.fromEntries(entries) as RawArguments;
}

function parsedOr(value: string): unknown {
  return parseJson(value) ?? value;
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
