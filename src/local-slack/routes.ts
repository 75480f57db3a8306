// Which address leads where.
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { takeUpload } from "./api/files.ts";
import { webApi } from "./api/serve.ts";
import { controlApi } from "./control/serve.ts";
import type { Desk } from "./desk.ts";
import { guard } from "./guard.ts";
import { answerThrough } from "./response-urls.ts";
import { servePage } from "./serve-page.ts";

const MEGABYTE = 1024 * 1024;

/** Everything that is served over HTTP. */
export function routes(desk: Desk, port: () => number): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guard(port));
  const limited = bodyLimit({ maxSize: MEGABYTE, onError: tooLarge("1 MB") });
  app.use("/api/*", limited);
  app.use("/control/*", limited);
  app.use("/hooks/*", limited);
  app.use("/files/*", bodyLimit({ maxSize: 8 * MEGABYTE, onError: tooLarge("8 MB") }));

  app.route("/api", webApi(desk));
  app.route("/control", controlApi(desk));
  app.post("/hooks/:id", async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const { status, body: said } = answerThrough(desk, context.req.param("id"), body);
    return context.body(said, status as 200);
  });
  app.post("/files/upload/:id", async (context) => {
    const taken = takeUpload(desk, context.req.param("id"), await uploadedBytes(context));
    return taken ? context.text("OK") : context.text("Nobody asked for this upload.", 404);
  });
  app.get("/files/:id", (context) => {
    const file = desk.workspace.files.get(context.req.param("id"));
    if (!file || file.base64 === null) return context.notFound();
    return context.body(Buffer.from(file.base64, "base64"), 200, { "content-type": file.mimetype });
  });
  app.route("/", servePage());
  app.notFound((context) =>
    context.json({ ok: false, error: "not_found", message: `Nothing is at ${context.req.path}.` }, 404),
  );
  return app;
}

function tooLarge(most: string) {
  return (context: Context) =>
    context.json({ ok: false, error: "request_too_large", message: `A request may hold at most ${most}.` }, 413);
}

async function uploadedBytes(context: Context): Promise<Buffer> {
  if (!(context.req.header("content-type") ?? "").includes("multipart/form-data")) {
    return Buffer.from(await context.req.arrayBuffer());
  }
  const form = await context.req.parseBody();
  const file = Object.values(form).find((value) => value instanceof File);
  return file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);
}
