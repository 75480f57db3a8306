// Checks blocks as Slack does before it takes them, and says what is wrong in Slack's words, with a JSON pointer.
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { AnyBlock } from "../protocol.ts";
import { anyBlock } from "./kinds.ts";

export type Surface = "message" | "modal" | "home";

const MOST_BLOCKS = { message: 50, modal: 100, home: 100 };
const NOT_ON: Record<Surface, string[]> = {
  message: ["alert"],
  modal: ["markdown", "table", "context_actions", "task_card", "plan"],
  home: ["markdown", "alert", "table", "context_actions", "task_card", "plan"],
};

/** What is wrong with these blocks on this surface; empty when nothing is. */
export function blockComplaints(blocks: unknown[], surface: Surface, pointer = "/blocks"): string[] {
  if (blocks.length > MOST_BLOCKS[surface]) {
    return [complaint(`no more than ${MOST_BLOCKS[surface]} items allowed`, pointer)];
  }
  return [
    ...blocks.flatMap((block, index) => oneBlock(block, surface, `${pointer}/${index}`)),
    ...repeated(blocks, "block_id", pointer),
    ...blocks.flatMap((block, index) =>
      repeated((block as { elements?: unknown[] })?.elements ?? [], "action_id", `${pointer}/${index}/elements`),
    ),
    ...tooManyOf(blocks, pointer),
  ];
}

function oneBlock(block: unknown, surface: Surface, pointer: string): string[] {
  const type = (block as { type?: unknown } | null)?.type;
  if (typeof type === "string" && NOT_ON[surface].includes(type)) {
    return [complaint(`unsupported type: ${type}`, `${pointer}/type`)];
  }
  const parsed = anyBlock.safeParse(block, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => issueComplaints(issue, pointer));
}

/** Says in Slack's words what zod found. */
export function issueComplaints(issue: z.core.$ZodIssue, base: string): string[] {
  const at = [base, ...issue.path.map(String)].join("/");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => complaint(`invalid additional property: ${key}`, at));
    case "invalid_type":
      return issue.input === undefined
        ? [
            complaint(
              `missing required field: ${String(issue.path.at(-1) ?? "value")}`,
              at.slice(0, at.lastIndexOf("/")),
            ),
          ]
        : [complaint(`must be of type ${issue.expected}`, at)];
    case "too_big":
      return [complaint(tooMuch(issue), at)];
    case "too_small":
      return [complaint(tooLittle(issue), at)];
    case "invalid_union":
      return unionComplaints(issue, base, at);
    case "invalid_value":
      return [complaint(`must be one of: ${issue.values.map(String).join(", ")}`, at)];
    default:
      return [complaint(issue.message, at)];
  }
}

// Without a discriminator each member has its own complaints: those of the member that fits best are the ones to hear.
function unionComplaints(issue: z.core.$ZodIssueInvalidUnion, base: string, at: string): string[] {
  if (issue.errors.length === 0) {
    const parent = issue.input as { type?: unknown } | undefined;
    const type = typeof parent === "object" && parent !== null ? parent.type : parent;
    return [complaint(type === undefined ? "missing required field: type" : `unsupported type: ${String(type)}`, at)];
  }
  const best = issue.errors.toSorted((one, other) => one.length - other.length).at(-1) ?? [];
  const nested = [base, ...issue.path.map(String)].join("/");
  return best.flatMap((each) => issueComplaints(each, nested));
}

function tooMuch({ origin, maximum }: { origin: string; maximum: number | bigint }): string {
  if (origin === "array") return `no more than ${maximum} items allowed`;
  return origin === "string" ? `must be less than ${Number(maximum) + 1} characters` : `must be at most ${maximum}`;
}

function tooLittle({ origin, minimum }: { origin: string; minimum: number | bigint }): string {
  if (origin === "array") return `no fewer than ${minimum} items allowed`;
  return origin === "string" ? `must be more than ${Number(minimum) - 1} characters` : `must be at least ${minimum}`;
}

function repeated(items: unknown[], key: string, pointer: string): string[] {
  const seen = new Set<unknown>();
  return items.flatMap((item, index) => {
    const value = (item as Record<string, unknown> | null)?.[key];
    const isNew = value === undefined || !seen.has(value);
    seen.add(value);
    return isNew
      ? []
      : [complaint(`\`${key}\` "${String(value)}" already exists for another item`, `${pointer}/${index}/${key}`)];
  });
}

function tooManyOf(blocks: unknown[], pointer: string): string[] {
  const most = { table: 1, data_visualization: 2 };
  return Object.entries(most).flatMap(([type, limit]) =>
    blocks.filter((block) => (block as { type?: unknown } | null)?.type === type).length > limit
      ? [complaint(`no more than ${limit} ${type} blocks allowed`, pointer)]
      : [],
  );
}

function complaint(what: string, pointer: string): string {
  return `[ERROR] ${what} [json-pointer:${pointer}]`;
}

/** A complaint in the parts that blocks.validate answers. */
export function splitComplaint(line: string): { code: string; message: string; pointer: string } {
  const { message = line, pointer = "" } =
    /^\[ERROR\] (?<message>.*) \[json-pointer:(?<pointer>.*)\]$/.exec(line)?.groups ?? {};
  return { code: message.split(":")[0]?.replaceAll(/\W+/g, "_") ?? "invalid", message, pointer };
}

/** Gives every block and interactive element the id that Slack would make up for it. */
export function withIds(blocks: AnyBlock[]): AnyBlock[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block.block_id ?? makeId() } as AnyBlock & Record<string, unknown>;
    for (const key of ["accessory", "element"]) if (key in named) named[key] = withActionId(named[key]);
    if (named.type === "actions" && Array.isArray(named.elements)) named.elements = named.elements.map(withActionId);
    return named;
  });
}

function withActionId(element: unknown): unknown {
  const known = element as { type?: string; action_id?: string };
  return known.type === "image" || known.action_id ? known : { ...known, action_id: makeId() };
}

function makeId(): string {
  return randomBytes(4).toString("base64url").slice(0, 5);
}
