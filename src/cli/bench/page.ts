/** The local Slack's page in a real Chromium: its weight, its first messages, a click, and scrolling through ten thousand messages. */
import { existsSync } from "node:fs";
import { startProcess } from "./harness.ts";
import { clicksShown, fillChannel, firstMessages, framesWhileScrolling, median, pageSizes } from "./page-measure.ts";
import { percentile, type Row } from "./row.ts";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

/** No rows where no Chromium is installed. */
export async function measurePage(): Promise<Row[]> {
  const executablePath = PROGRAMS.find((program) => existsSync(program));
  if (executablePath === undefined) return [];
  const { chromium } = await import("playwright-core");
  const slack = await startProcess("src/local-slack/main.ts", ["--port", "0", "--fresh"], /"url"/);
  const { url } = JSON.parse(slack.said) as { url: string };
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const { script, style } = await pageSizes(url);
    await fillChannel(url, 500);
    const painted = await firstMessages(browser, url, 9);
    const shown = await clicksShown(browser, url, 40);
    await fillChannel(url, 10_000);
    const { frames } = await framesWhileScrolling(browser, url, 200);
    return [
      { name: "page: script, gzipped (at most 60)", value: script, unit: "kB" },
      { name: "page: style sheet, gzipped", value: style, unit: "kB" },
      { name: "page: first paint with 500 messages, median (300)", value: median(painted), unit: "ms" },
      { name: "page: a click shown, median (100)", value: median(shown), unit: "ms" },
      { name: "page: frames scrolling 10,000 messages, 99 % (50)", value: percentile(frames, 0.99), unit: "ms" },
      { name: "page: frames scrolling 10,000 messages, worst (50)", value: Math.max(...frames), unit: "ms" },
    ];
  } finally {
    await browser.close();
    await slack.end();
  }
}
