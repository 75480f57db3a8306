// blocks.validate and apps.manifest.validate: what Slack would say, without doing anything.
import { z } from "zod";
import { blockComplaints, splitComplaint } from "../blocks/check.ts";
import { parseManifest, UnusableManifest } from "../manifest.ts";
import { readView } from "../view-check.ts";
import { method, refuse, text, type Method } from "./method.ts";

const content = z.unknown().optional();

export const checkMethods: Record<string, Method> = {
  "blocks.validate": method({
    token: "none",
    args: { blocks: content, message: content, view: content },
    run(_, args) {
      const given = Object.entries(args).filter(([, value]) => value !== undefined);
      if (given.length !== 1) refuse("invalid_arguments");
      const [kind, value] = given[0] as [string, unknown];
      const complaints = complaintsOf(kind, parsed(value));
      if (complaints.length === 0) return {};
      const errors = complaints.map(splitComplaint);
      return refuse(`invalid_${kind}`, { errors, response_metadata: { messages: complaints } });
    },
  }),

  "apps.manifest.validate": method({
    token: "none",
    args: { manifest: text, app_id: text.optional() },
    run(_, { manifest }) {
      try {
        parseManifest(JSON.parse(manifest));
        return { errors: [] };
      } catch (error) {
        if (!(error instanceof UnusableManifest) && !(error instanceof SyntaxError)) throw error;
        return refuse("invalid_manifest", { errors: [{ message: error.message, pointer: "/" }] });
      }
    },
  }),
};

function complaintsOf(kind: string, value: unknown): string[] {
  if (kind === "blocks") return listComplaints(value, "/blocks");
  if (kind === "message")
    return listComplaints((value as { blocks?: unknown } | null)?.blocks ?? [], "/message/blocks");
  const type = (value as { type?: unknown } | null)?.type === "home" ? "home" : "modal";
  const read = readView(value, type);
  return read.kind === "wrong" ? read.complaints : [];
}

function listComplaints(value: unknown, pointer: string): string[] {
  if (!Array.isArray(value)) return [`[ERROR] must be of type array [json-pointer:${pointer}]`];
  return blockComplaints(value, "message", pointer);
}

// Outside forms the argument is there already; in a form it came as text.
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return refuse("invalid_arguments");
  }
}
