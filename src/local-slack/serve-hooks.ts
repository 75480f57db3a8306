// The door of response URLs: faults, journal. As a method, for faults, it is called response_url.
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { failAfter, isBefore } from "./api/serve.ts";
import type { Desk } from "./desk.ts";
import { answerThrough } from "./response-urls.ts";

type Env = { Bindings: HttpBindings };

/** The routes under /hooks. */
export function responseHooks(desks: [Desk, ...Desk[]]): Hono<Env> {
  const app = new Hono<Env>();
  app.post("/:id", async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const id = context.req.param("id");
    const desk = desks.find(({ workspace }) => workspace.responseUrls.has(id)) ?? desks[0];
    const fault = desk.faults.take("api", "response_url");
    const note = (status: number, answer: string) =>
      desk.journal.write({
        kind: "response",
        at_ms: desk.clock.nowMs(),
        id,
        body,
        status,
        answer,
        ...(fault && { fault: fault.fault }),
      });
    if (fault && isBefore(fault)) {
      const status = fault.fault === "rate-limited" ? 429 : 500;
      note(status, "");
      return context.text("", status, status === 429 ? { "retry-after": String(fault.retry_after) } : {});
    }
    const { status, body: said } = answerThrough(desk, id, body);
    note(status, said);
    if (fault?.fault === "slow") await new Promise((done) => setTimeout(done, fault.delay_ms));
    else if (fault) return failAfter(context, fault);
    return context.body(said, status as 200);
  });
  return app;
}
