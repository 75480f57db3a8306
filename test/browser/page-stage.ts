// The local Slack's own page for a browser test: the server in this process, a real Bolt app that echoes, a real Chromium.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { openSlack } from "../local-slack/control.ts";
import { DESKTOP, PHONE, launchChromium } from "../support/browser.ts";
import { startEchoApp } from "../support/echo-app.ts";
import { until } from "../support/harbor.ts";

export const WIDTHS = [
  ["desktop", DESKTOP],
  ["phone", PHONE],
] as const;

export type Viewport = { width: number; height: number };

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** `withApp: false` leaves the app away: the page alone, and calls in its name. */
export async function openStage(program: string, { withApp = true } = {}) {
  const slack = await openSlack();
  const app = withApp ? await startEchoApp(slack.url) : undefined;
  const browser: Browser = await launchChromium(program);
  const { bot_token, api_url } = await slack.tokens();
  return {
    ...slack,
    browser,
    /** A Web API call in the app's name. */
    async call(method: string, args: Record<string, unknown>): Promise<{ ok: boolean; ts: string; error?: string }> {
      const headers = { authorization: `Bearer ${bot_token}`, "content-type": "application/json" };
      const answer = await fetch(`${api_url}${method}`, { method: "POST", headers, body: JSON.stringify(args) });
      const read = (await answer.json()) as { ok: boolean; ts: string; error?: string };
      if (!read.ok) throw new Error(`${method}: ${JSON.stringify(read)}`);
      return read;
    },
    /** The page at an address. Whatever goes wrong in its scripts, or asks another server, fails the test. */
    async open(
      path: string,
      viewport: Viewport = DESKTOP,
      more: { colorScheme?: "light" | "dark" } = {},
    ): Promise<Page> {
      const context = await browser.newContext({ viewport, ...more });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => {
        throw error;
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(slack.url) && !request.url().startsWith("data:"))
          throw new Error(`the page asks ${request.url()}`);
      });
      await page.goto(`${slack.url}${path}`);
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      await app?.stop();
      await slack.slack.close();
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Violation = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds serious or worse on the page as it is now, a line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  // A colour half-way through a fade is no finding.
  await page.evaluate(
    `Promise.allSettled(document.getAnimations()
      .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
      .map((each) => each.finished))`,
  );
  const violations = await page.evaluate<Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Waits until it is so in the page. The page's policy forbids what waitForFunction does with a text when it is not so at once. */
export async function becomes(page: Page, expression: string): Promise<void> {
  await until(expression, () => page.evaluate<boolean>(expression));
}
