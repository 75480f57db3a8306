// The routes under /control: what the page and the tests use instead of Slack's own client.
import { Hono, type Context } from "hono";
import { z } from "zod";
import { appKeys } from "../app-keys.ts";
import type { Desk } from "../desk.ts";
import { isUninstalled } from "../ground.ts";
import { wrong } from "./answer.ts";
import { eventStream } from "./event-stream.ts";
import { exported } from "./keeping.ts";
import { requestSchemas, type Parsed, type Verb } from "./requests.ts";
import { clockReading, messagesFor, nextScheduled, snapshot } from "./snapshot.ts";
import { upload } from "./upload.ts";
import { perform, strangerTo } from "./verbs.ts";

/** The control API. */
export function controlApi(desk: Desk): Hono {
  const app = new Hono();
  app.get("/health", (context) => {
    const { queue } = desk.workspace;
    return context.json({
      ok: true,
      connected: desk.line.isConnected(),
      queued: queue.size,
      ...clockReading(desk),
    });
  });
  app.get("/app", (context) => {
    const { app_token, signing_secret, client_id, client_secret } = appKeys(desk.identity);
    const keys = { app_token, signing_secret, client_id, client_secret, api_url: `${desk.url()}/api/` };
    return context.json(isUninstalled(desk) ? keys : { bot_token: desk.workspace.identity?.bot_token, ...keys });
  });
  app.get("/state", (context) => context.json(snapshot(desk, user(context))));
  app.get("/messages", (context) => {
    const { channel, thread_ts } = context.req.query();
    const where = { ...(channel !== undefined && { channel }), ...(thread_ts !== undefined && { thread_ts }) };
    return context.json(messagesFor(desk, user(context), where));
  });
  app.get("/journal", (context) => {
    const last = Number(context.req.query("last") ?? Infinity);
    const lines = desk.journal.lines().slice(-last || undefined);
    return context.text(lines.map((line) => `${line}\n`).join(""), 200, { "content-type": "application/jsonl" });
  });
  app.get("/journal/events", (context) => followJournal(desk, Number(context.req.query("last") ?? 200)));
  app.get("/export", (context) => {
    const lines = exported(desk).map((record) => `${JSON.stringify(record)}\n`);
    return context.text(lines.join(""), 200, { "content-type": "application/jsonl" });
  });
  app.get("/faults", (context) => context.json(desk.faults.left()));
  app.get("/chaos", (context) => context.json({ chaos: desk.faults.chaos(), rates: desk.rates.isEnforced() }));
  app.get("/clock", (context) => context.json({ ...clockReading(desk), next_ms: nextScheduled(desk) }));
  app.get("/clock/events", () =>
    eventStream((send) => {
      send(clockReading(desk));
      return desk.pages.watch({
        user: null,
        send: (change) => change.kind === "clock" && send({ now_ms: change.now_ms, offset_ms: change.offset_ms }),
      });
    }),
  );
  app.get("/events", (context) => {
    const viewer = user(context);
    return eventStream((send) => {
      const begin = () => send(snapshot(desk, viewer), "snapshot");
      begin();
      return desk.pages.watch({
        user: viewer,
        send: (change) => (change.kind === "restart" ? begin() : send(change, "change")),
      });
    });
  });
  app.post("/upload", async (context) => {
    const { user: by = "", name = "", alt_txt = "" } = context.req.query();
    const bytes = Buffer.from(await context.req.arrayBuffer());
    const done = strangerTo(desk, by) ?? upload(desk, { user: by, name, alt_txt }, bytes);
    return context.json(done, done.ok ? 200 : 400);
  });
  app.post("/:verb", (context) => post(desk, context));
  return app;
}

// The inspector's feed: the newest lines, then each as it is written. An event's id is the line's number.
function followJournal({ journal }: Desk, newest: number): Response {
  return eventStream((send) => {
    const lines = journal.lines().slice(-newest || undefined);
    const first = journal.last() - lines.length + 1;
    lines.forEach((line, index) => send(JSON.parse(line), "line", first + index));
    return journal.watch((line, number) => send(JSON.parse(line), "line", number));
  });
}

function user(context: Context): string | null {
  return context.req.query("user") || null;
}

async function post(desk: Desk, context: Context): Promise<Response> {
  const verb = context.req.param("verb") ?? "";
  if (!isVerb(verb)) {
    const known = Object.keys(requestSchemas).join(", ");
    return context.json(wrong("unknown_request", `There is no POST /control/${verb}; there are: ${known}.`), 404);
  }
  const body: unknown = await context.req.json().catch(() => undefined);
  const parsed = requestSchemas[verb].safeParse(body);
  if (!parsed.success) {
    const found = body === undefined ? "The body is not JSON." : z.prettifyError(parsed.error);
    return context.json(wrong("invalid_request", `POST /control/${verb}: ${found}`), 400);
  }
  const done = await perform(desk, verb, parsed.data as Parsed[typeof verb]);
  return context.json(done, done.ok ? 200 : 400);
}

function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(requestSchemas, verb);
}
