// The page: bundled in memory when it is first asked for, and again when its sources have changed.
import { build, stop } from "esbuild";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { Hono } from "hono";

const FOLDER = join(import.meta.dirname, "page");

const PLACEHOLDER = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local Slack</title></head>
<body><p>The local Slack is running. Its page is not built yet; GET /control/state shows the workspace.</p></body></html>`;

const TYPES: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

type Bundle = { builtFrom: number; script: Promise<string> };

/** The page's routes. */
export function servePage(): Hono {
  const app = new Hono();
  let bundle: Bundle | null = null;
  const script = () => {
    const newest = newestChange(FOLDER);
    if (bundle?.builtFrom !== newest) bundle = { builtFrom: newest, script: bundled() };
    return bundle.script;
  };

  app.get("/", (context) => context.html(readIfThere("index.html") ?? PLACEHOLDER));
  app.get("/page.js", async (context) => context.body(await script(), 200, { "content-type": "text/javascript" }));
  app.get("/page.css", (context) => context.body(readIfThere("style.css") ?? "", 200, { "content-type": "text/css" }));
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

async function bundled(): Promise<string> {
  if (!exists(join(FOLDER, "main.tsx"))) return "";
  const result = await build({
    entryPoints: [join(FOLDER, "main.tsx")],
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
  return result.outputFiles[0]?.text ?? "";
}

function newestChange(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(0, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function readIfThere(name: string): string | null {
  const path = join(FOLDER, name);
  return exists(path) ? readFileSync(path, "utf8") : null;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
