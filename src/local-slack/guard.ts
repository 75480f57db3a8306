// Keeps other web sites out: only this address as Host, only this page as Origin, no outside resource in the page.
import type { MiddlewareHandler } from "hono";

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Why a request is not for us, or null. Without this any web page could talk to the workspace through the browser. */
export function strangerReason(
  headers: { host?: string | undefined; origin?: string | undefined },
  port: number,
): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) {
    return `The local Slack answers only to ${hosts.join(" and ")}, and Host is ${headers.host ?? "missing"}.`;
  }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return `The local Slack answers only its own page, and Origin is ${headers.origin}.`;
  }
  return null;
}

/** Refuses strangers, and sends the headers that keep the page to itself. */
export function guard(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const headers = { host: context.req.header("host"), origin: context.req.header("origin") };
    const reason = strangerReason(headers, port()) ?? crossSite(context.req.path, context.req.header("sec-fetch-site"));
    if (reason !== null) return context.json({ ok: false, error: "forbidden", message: reason }, 403);
    await next();
    context.res.headers.set("content-security-policy", PAGE_POLICY);
    context.res.headers.set("x-content-type-options", "nosniff");
    context.res.headers.set("referrer-policy", "no-referrer");
    if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "no-store");
    return undefined;
  };
}

// A GET from another site carries no Origin; browsers say where it comes from in this header instead.
function crossSite(path: string, site: string | undefined): string | null {
  if (site === undefined || site === "same-origin" || site === "none") return null;
  return path.startsWith("/control") || path.startsWith("/api")
    ? "The local Slack does not answer requests that another web site makes."
    : null;
}
