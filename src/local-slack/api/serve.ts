// The door of the Web API: token, scopes, arguments, faults, journal; and the one place where a refusal is caught.
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { z } from "zod";
import { issueComplaints } from "../blocks/check.ts";
import type { Desk } from "../desk.ts";
import { isUninstalled, noteProblem } from "../ground.ts";
import type { Fault } from "../faults.ts";
import { readArguments, type RawArguments } from "./arguments.ts";
import { needAny, provided } from "./find.ts";
import { Refusal, type Answer, type Method, refuse, refuseWith } from "./method.ts";
import { methods } from "./methods.ts";

type Env = { Bindings: HttpBindings };

/** The routes under /api. */
export function webApi(desks: [Desk, ...Desk[]]): Hono<Env> {
  const app = new Hono<Env>();
  app.on(["GET", "POST"], "/:method", async (context) => {
    const name = context.req.param("method");
    const args = await readArguments(context.req);
    const token = findToken(context, args);
    const desk = desks.find(({ workspace }) => workspace.identity?.bot_token === token) ?? desks[0];
    const fault = overRate(desk, name, args) ?? desk.faults.take("api", name);
    if (fault && isBefore(fault)) return failBefore(desk, context, name, args, fault);
    const began = performance.now();
    const answer = answerTo(desk, name, args, token);
    note(desk, name, args, answer, fault, performance.now() - began);
    if (fault?.fault === "slow") await new Promise((done) => setTimeout(done, fault.delay_ms));
    else if (fault) return failAfter(context, fault);
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

function checkToken(desk: Desk, { token: wanted, scopes }: Method, token: string): void {
  if (wanted === "none") return;
  if (token === "") refuse("not_authed");
  const kind = kindOf(desk, token) ?? refuse("invalid_auth");
  if (kind !== wanted) refuse("not_allowed_token_type");
  if (kind === "bot" && isUninstalled(desk)) refuse("account_inactive");
  if (scopes.length > 0) needAny(desk, scopes);
}

function kindOf({ workspace, identity }: Desk, token: string): Method["token"] | null {
  if (token === identity.app_token) return "app";
  return token === workspace.identity?.bot_token ? "bot" : null;
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

// What the documentation does not allow has Slack's lines about it; a person reads them in the inspector.
function note(
  desk: Desk,
  method: string,
  args: RawArguments | null,
  answer: Answer,
  fault: Fault | null,
  took = 0,
): void {
  const { token: _, ...shown } = args ?? {};
  const { messages } = (answer.response_metadata ?? {}) as { messages?: string[] };
  const line = { kind: "api" as const, at_ms: desk.clock.nowMs(), method, args: shown, answer };
  desk.journal.write({
    ...line,
    took_ms: Math.round(took * 10) / 10,
    ...(answer.ok === false && messages && { invalid: messages }),
    ...(fault && { fault: fault.fault }),
  });
}

function overRate(desk: Desk, method: string, args: RawArguments | null): Fault | null {
  const retry_after = desk.rates.count(desk.identity.team_id, method, String(args?.channel ?? ""));
  if (retry_after === null) return null;
  return { method, count: 1, fault: "rate-limited", retry_after, delay_ms: 0, advance_ms: 0 };
}

/** Nothing happened then. */
export function isBefore({ fault }: Fault): boolean {
  return fault === "rate-limited" || fault === "500-before";
}

function failBefore(desk: Desk, context: Context<Env>, name: string, args: RawArguments | null, fault: Fault) {
  const error = fault.fault === "rate-limited" ? "ratelimited" : "internal_error";
  note(desk, name, args, { ok: false, error }, fault);
  if (error === "internal_error") return context.text("Internal Server Error", 500);
  return context.json({ ok: false, error }, 429, { "retry-after": String(fault.retry_after) });
}

// The call was accepted, but its caller never hears so: what makes an app that resends blindly post twice.
export function failAfter(context: Context<Env>, { fault }: Fault): Response {
  if (fault === "500-after") return context.text("Internal Server Error", 500);
  if (fault === "drop-after") context.env.outgoing.destroy();
  // Said to be sent already, and never sent: the caller waits until it loses patience.
  return RESPONSE_ALREADY_SENT;
}
