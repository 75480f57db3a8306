// Which address leads where.
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { webApi } from "./api/serve.ts";
import { controlApi } from "./control/serve.ts";
import type { Desk } from "./desk.ts";
import { guard } from "./guard.ts";
import { responseHooks } from "./serve-hooks.ts";
import { snapshot } from "./control/snapshot.ts";
import { servePage } from "./serve-page.ts";
import { fileFor, LARGEST_FILE, takeUpload } from "./uploads.ts";

const MEGABYTE = 1024 * 1024;
/** Messages that the page brings along; of more the stream alone tells. */
const MOST_IN_PAGE = 2_000;
/** What an exported workspace with all its files may weigh. */
const LARGEST_WORKSPACE = 48 * MEGABYTE;

type App = Hono<{ Bindings: HttpBindings }>;

/** Everything that is served over HTTP. */
export function routes(desks: [Desk, ...Desk[]], port: () => number): App {
  const [first, ...others] = desks;
  const app: App = new Hono();
  app.use(guard(port));
  const limited = bodyLimit({ maxSize: MEGABYTE, onError: tooLarge("1 MB") });
  const whole = bodyLimit({ maxSize: LARGEST_WORKSPACE, onError: tooLarge("48 MB") });
  app.use("/api/*", limited);
  const upload = bodyLimit({ maxSize: LARGEST_FILE, onError: tooLarge("8 MB") });
  app.use("/control/*", (context, next) => {
    const last = context.req.path.split("/").at(-1);
    return (last === "import" ? whole : last === "upload" ? upload : limited)(context, next);
  });
  app.use("/hooks/*", limited);
  app.use("/files/*", upload);

  app.route("/api", webApi(desks));
  for (const desk of others) app.route(`/control/teams/${desk.identity.team_id}`, controlApi(desk));
  app.get("/control/teams", (context) => context.json(desks.map(listed)));
  app.route("/control", controlApi(first));
  app.route("/oauth/v2", first.oauth.pages);
  app.route("/hooks", responseHooks(desks));
  serveFiles(app, (id) => desks.find(({ workspace }) => workspace.files.has(id)) ?? first);
  app.route(
    "/",
    servePage(({ user, team }) => {
      const desk = team === null ? first : desks.find(({ identity }) => identity.team_id === team);
      return desk && countMessages(desk) <= MOST_IN_PAGE ? snapshot(desk, user) : null;
    }),
  );
  app.notFound((context) =>
    context.json({ ok: false, error: "not_found", message: `Nothing is at ${context.req.path}.` }, 404),
  );
  return app;
}

function countMessages({ workspace }: Desk): number {
  return workspace.messages.values().reduce((sum, { size }) => sum + size, 0);
}

function listed({ identity, workspace }: Desk) {
  const { team_id, team_name } = identity;
  return { team_id, name: team_name, installed: workspace.identity?.is_uninstalled !== true };
}

function serveFiles(app: App, deskOf: (id: string) => Desk): void {
  app.post("/files/upload/:id", async (context) => {
    const id = context.req.param("id");
    const taken = takeUpload(deskOf(id), id, await uploadedBytes(context));
    if (taken === "taken") return context.text("OK");
    return taken === "full"
      ? context.text("The local Slack keeps at most 32 MB of files.", 413)
      : context.text("Nobody asked for this upload.", 404);
  });
  app.get("/files/:id", (context) => {
    const id = context.req.param("id");
    const { authorization, "sec-fetch-site": site } = context.req.header();
    const file = fileFor(deskOf(id), id, { authorization, site });
    if (file === "unknown") return context.notFound();
    if (file === "forbidden") return context.text("Show the bot's token, as Slack's url_private asks for.", 403);
    return context.body(Buffer.from(file.base64 ?? "", "base64"), 200, {
      "content-type": file.mimetype,
      // Whatever somebody uploaded is shown as an image or text, or saved: never opened as a page of ours.
      "content-disposition": file.mimetype.startsWith("image/") ? "inline" : "attachment",
    });
  });
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
