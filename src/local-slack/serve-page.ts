// The page: bundled in memory when it is first asked for, and again when its sources have changed.
import { build, stop } from "esbuild";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { Hono } from "hono";

const FOLDER = join(import.meta.dirname, "page");

const TYPES: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

type Built = { script: string; style: string };
type Bundle = { builtFrom: number; built: Promise<Built> };

/** What the page opens with, so that its first frame waits for no second request; null for what is too long to be worth it. */
export type FirstLook = (asked: { user: string | null; team: string | null }) => object | null;

/** The page's routes. */
export function servePage(look: FirstLook): Hono {
  const app = new Hono();
  let bundle: Bundle | null = null;
  const built = () => {
    const newest = newestChange(FOLDER);
    if (bundle?.builtFrom !== newest) bundle = { builtFrom: newest, built: bundled() };
    return bundle.built;
  };

  app.get("/", (context) => {
    const { user, team } = context.req.query();
    const snapshot = look({ user: user || null, team: team || null });
    const page = readFileSync(join(FOLDER, "index.html"), "utf8");
    return context.html(page.replace("<!-- snapshot -->", () => (snapshot ? dataBlock(snapshot) : "")));
  });
  app.get("/page.js", async (context) =>
    context.body((await built()).script, 200, { "content-type": "text/javascript" }),
  );
  app.get("/page.css", async (context) => context.body((await built()).style, 200, { "content-type": "text/css" }));
  // A permalink opens the page at its message.
  app.get("/archives/:channel/:message", (context) => {
    const { channel, message } = context.req.param();
    const ts = message.replace(/^p(\d+)(\d{6})$/, "$1.$2");
    return context.redirect(`/#${channel}/${context.req.query("thread_ts") ?? ts}`);
  });
  app.get("/assets/:name", (context) => {
    const name = context.req.param("name");
    const type = TYPES[extname(name)];
    if (type === undefined || !/^[\w.-]+$/.test(name)) return context.notFound();
    const path = join(FOLDER, "assets", name);
    return exists(path) ? context.body(readFileSync(path), 200, { "content-type": type }) : context.notFound();
  });
  return app;
}

// A block of data is no script, whatever people wrote in it; nothing in it can end it.
function dataBlock(snapshot: object): string {
  return `<script type="application/json" id="snapshot">${JSON.stringify(snapshot).replaceAll("<", "\\u003c")}</script>`;
}

async function bundled(): Promise<Built> {
  const result = await build({
    entryPoints: { page: join(FOLDER, "main.tsx"), style: join(FOLDER, "style.css") },
    outdir: FOLDER,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  // esbuild keeps a process of its own waiting for more; there will be none for a long time.
  await stop();
  const textOf = (ending: string) => result.outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: textOf(".js"), style: textOf(".css") };
}

function newestChange(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(0, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
