// The door of the Web API: token, scopes, arguments, faults, journal; and the one place where a refusal is caught.
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { z } from "zod";
import { issueComplaints } from "../blocks/check.ts";
import type { Desk } from "../desk.ts";
import { noteProblem } from "../ground.ts";
import type { Fault } from "../faults.ts";
import { readArguments, type RawArguments } from "./arguments.ts";
import { provided } from "./find.ts";
import { Refusal, type Answer, type Method, refuse, refuseWith } from "./method.ts";
import { methods } from "./methods.ts";

type Env = { Bindings: HttpBindings };

/** The routes under /api. */
export function webApi(desk: Desk): Hono<Env> {
  const app = new Hono<Env>();
  app.on(["GET", "POST"], "/:method", async (context) => {
    const name = context.req.param("method");
    const args = await readArguments(context.req);
    const token = findToken(context, args);
    const fault = desk.faults.take(name);
    if (fault && isBefore(fault)) return failBefore(desk, context, name, args, fault);
    const answer = answerTo(desk, name, args, token);
    note(desk, name, args, answer, fault);
    if (fault) return failAfter(context, fault);
    return context.json(answer, 200, scopeHeaders(desk, name));
  });
  return app;
}

function answerTo(desk: Desk, name: string, args: RawArguments | null, token: string): Answer {
  try {
    const found = methods.get(name);
    if (!found) {
      noteProblem(desk, name, `the local Slack has no method ${name}; it answered unknown_method`);
      return refuse("unknown_method", { req_method: name });
    }
    checkToken(desk, found, token);
    if (args === null) return refuse("invalid_json");
    return { ok: true, ...found.run(desk, checkedArguments(desk, name, found.args, args) as never) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.code, ...error.details };
    // A mistake of ours: the app gets Slack's word for it, the journal and the terminal get the whole story.
    console.error(error);
    noteProblem(desk, name, `the local Slack failed: ${String(error)}`);
    return { ok: false, error: "internal_error" };
  }
}

function findToken(context: Context, args: RawArguments | null): string {
  const header = context.req.header("authorization") ?? "";
  const given = header.replace(/^Bearer\s+/i, "") || args?.token;
  return typeof given === "string" ? given : "";
}

function checkToken(desk: Desk, { token: kind, scopes }: Method, token: string): void {
  if (kind === "none") return;
  if (token === "") refuse("not_authed");
  const { bot_token, app_token } = desk.identity;
  if (token !== bot_token && token !== app_token) refuse("invalid_auth");
  if (token !== (kind === "bot" ? bot_token : app_token)) refuse("not_allowed_token_type");
  if (scopes.length === 0 || scopes.some((scope) => desk.manifest.scopes.has(scope))) return;
  refuse("missing_scope", { needed: scopes.join(","), provided: provided(desk) });
}

function checkedArguments(desk: Desk, name: string, schema: z.ZodObject, args: RawArguments): unknown {
  const parsed = schema.safeParse(args, { reportInput: true });
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.flatMap((issue) => issueComplaints(issue, ""));
  noteProblem(desk, name, `invalid arguments: ${messages.join("; ")}`);
  return refuseWith("invalid_arguments", messages);
}

function scopeHeaders(desk: Desk, name: string): Record<string, string> {
  return {
    "x-oauth-scopes": provided(desk),
    "x-accepted-oauth-scopes": (methods.get(name)?.scopes ?? []).join(","),
  };
}

function note(desk: Desk, method: string, args: RawArguments | null, answer: Answer, fault: Fault | null): void {
  const { token: _, ...shown } = args ?? {};
  const failed = fault && { fault: fault.fault };
  desk.journal.write({ kind: "api", at_ms: desk.clock.nowMs(), method, args: shown, answer, ...failed });
}

function isBefore({ fault }: Fault): boolean {
  return fault === "rate-limited" || fault === "500-before";
}

function failBefore(desk: Desk, context: Context<Env>, name: string, args: RawArguments | null, fault: Fault) {
  const error = fault.fault === "rate-limited" ? "ratelimited" : "internal_error";
  note(desk, name, args, { ok: false, error }, fault);
  if (error === "internal_error") return context.text("Internal Server Error", 500);
  return context.json({ ok: false, error }, 429, { "retry-after": String(fault.retry_after) });
}

// The call was accepted, but its caller never hears so: what makes an app that resends blindly post twice.
function failAfter(context: Context<Env>, { fault }: Fault): Response {
  if (fault === "500-after") return context.text("Internal Server Error", 500);
  if (fault === "drop-after") context.env.outgoing.destroy();
  // Said to be sent already, and never sent: the caller waits until it loses patience.
  return RESPONSE_ALREADY_SENT;
}
