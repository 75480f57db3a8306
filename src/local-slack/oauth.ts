// OAuth: somebody allows the app into a workspace, and the app exchanges the code that it gets for a token.
import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { html } from "hono/html";
import { appKeys } from "./app-keys.ts";
import { isUninstalled, type Ground } from "./ground.ts";
import { newToken } from "./seed.ts";
import type { Identity } from "./records.ts";

const CODE_LIFE_MS = 10 * 60_000;

type Code = { ground: Ground; redirect_uri: string; made_ms: number };

export type OAuth = {
  /** The pages that a person sees. */
  pages: Hono;
  /** Exchanges a code; an error's name when it is not good. A code is good once. */
  exchange(given: {
    code: string;
    client_id: string;
    client_secret: string;
    redirect_uri?: string | undefined;
  }): Exchanged;
};

export type Exchanged = { ok: false; error: string } | { ok: true; identity: Identity };

/** Makes the consent page and the store of codes. */
export function createOAuth(first: Ground, all: () => Ground[]): OAuth {
  const codes = new Map<string, Code>();
  const keys = appKeys(first.identity);
  const pages = new Hono();

  pages.get("/authorize", (context) => {
    const { client_id, redirect_uri = "" } = context.req.query();
    if (client_id !== keys.client_id)
      return context.text("invalid_client_id: GET /control/app shows the right one.", 400);
    if (!isLocal(redirect_uri))
      return context.text("bad_redirect_uri: the local Slack sends only to this machine.", 400);
    const query = new URL(context.req.url).search;
    const { name, scopes } = first.manifest;
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <title>Allow ${name}</title>
          </head>
          <body>
            <main>
              <h1>Allow ${name} into a workspace</h1>
              <p>It asks for: ${[...scopes].join(", ")}</p>
              <ul>
                ${all().map(({ identity }) => html`<li><a href="/oauth/v2/allow${query}&amp;team=${identity.team_id}">Allow in ${identity.team_name}</a></li>`)}
              </ul>
            </main>
          </body>
        </html>`,
    );
  });

  pages.get("/allow", (context) => {
    const { redirect_uri = "", state = "", team } = context.req.query();
    const ground = all().find(({ identity }) => identity.team_id === team);
    const site = context.req.header("sec-fetch-site") ?? "none";
    if (!ground || !isLocal(redirect_uri) || !["same-origin", "none"].includes(site))
      return context.text("bad_request", 400);
    const code = randomBytes(18).toString("base64url");
    codes.set(code, { ground, redirect_uri, made_ms: Date.now() });
    const target = new URL(redirect_uri);
    target.searchParams.set("code", code);
    target.searchParams.set("state", state);
    return context.redirect(target.href);
  });

  return {
    pages,
    exchange({ code, client_id, client_secret, redirect_uri }) {
      if (client_id !== keys.client_id) return { ok: false, error: "invalid_client_id" };
      if (client_secret !== keys.client_secret) return { ok: false, error: "bad_client_secret" };
      const found = codes.get(code);
      codes.delete(code);
      if (!found || Date.now() - found.made_ms > CODE_LIFE_MS) return { ok: false, error: "invalid_code" };
      if (redirect_uri !== undefined && redirect_uri !== found.redirect_uri)
        return { ok: false, error: "bad_redirect_uri" };
      return { ok: true, identity: install(found.ground) };
    },
  };
}

// A workspace that had the app keeps its token, as Slack does; one that took it out gets a new one.
function install(ground: Ground): Identity {
  const { is_uninstalled: _, ...known } = ground.workspace.identity ?? ground.identity;
  if (!isUninstalled(ground)) return known;
  const identity = { ...known, bot_token: newToken("xoxb") };
  ground.save({ kind: "identity", identity });
  return identity;
}

function isLocal(url: string): boolean {
  return URL.canParse(url) && ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
