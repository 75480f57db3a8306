/** What a real browser measures of the local Slack's page. The browser tests use these too, with bounds of their own. */
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { percentile } from "./row.ts";

const VIEWPORT = { width: 1280, height: 800 };
const ADA = "U0ADA0001";
const STUDY = "C0STUDY01";

type Exported = Record<string, unknown> & { kind: string; message?: Record<string, unknown> };

/** Puts so many messages into #study-orchestration, through export and import: saying each of them would take a minute. */
export async function fillChannel(url: string, count: number): Promise<void> {
  const text = await (await fetch(`${url}/control/export`)).text();
  const records = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Exported)
    .filter(({ kind }) => kind !== "message");
  const first = Date.now() - count * 60_000;
  for (let at = 0; at < count; at += 1) records.push({ kind: "message", message: messageAt(first + at * 60_000, at) });
  const answer = await fetch(`${url}/control/import`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ records }),
  });
  if (!answer.ok) throw new Error(`the messages were not taken: ${await answer.text()}`);
}

const SAID = [
  "my pod is *Pending* again, what should I look at first?",
  "`kubectl describe pod web-7f9c` says that no node fits",
  "that is the request for memory: the nodes have 2 GiB each\nand the pod asks for 4",
  "thanks <@U0BO00002>, see <https://kubernetes.io/docs|the docs>",
];

/** Most are plain words of people; each seventh is an answer of the app with blocks. */
function messageAt(ms: number, at: number): Record<string, unknown> {
  const ts = `${Math.floor(ms / 1000)}.${String(at % 1_000_000).padStart(6, "0")}`;
  const plain = { channel: STUDY, ts, text: `${at}: ${SAID[at % SAID.length] ?? ""}` };
  if (at % 7 !== 3) return { ...plain, user: at % 2 === 0 ? ADA : "U0BO00002" };
  const answer = `**Answer ${at}**\n\n1. Look at the *events*\n2. Compare \`requests\` with what nodes have\n\n\`\`\`\nkubectl get events\n\`\`\``;
  const button = { type: "button", action_id: "press", value: String(at), text: { type: "plain_text", text: "Read" } };
  return {
    ...plain,
    user: "U0SHIPMATE",
    bot_id: "B0SHIPMATE",
    blocks: [
      { type: "markdown", block_id: "b0", text: answer },
      { type: "actions", block_id: "b1", elements: [button] },
    ],
  };
}

/** Gzipped, in kB, as a server would send them. */
export async function pageSizes(url: string): Promise<{ script: number; style: number }> {
  const sizeOf = async (path: string): Promise<number> =>
    gzipSync(await (await fetch(`${url}${path}`)).text()).length / 1024;
  return { script: await sizeOf("/page.js"), style: await sizeOf("/page.css") };
}

/** From the navigation's start to the frame that shows the first messages, in ms. */
export async function firstMessages(browser: Browser, url: string, rounds: number): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Nothing else is asked of the page meanwhile: each question would run a script in it.
    const page = await newPage(browser);
    await page.goto(`${url}/?user=${ADA}`);
    taken.push(await page.evaluate<number>("globalThis.painted"));
    await page.context().close();
  }
  return taken;
}

// What runs in the page is text: this side has no types of a browser. The browser itself says when a message's text was painted.
const WATCH = `
  globalThis.painted = new Promise((done) => {
    new PerformanceObserver((list) => {
      for (const { element, startTime } of list.getEntries()) if (element?.closest("article")) done(startTime);
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });`;

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  return page;
}

async function openAs(browser: Browser, url: string): Promise<Page> {
  const page = await newPage(browser);
  await page.goto(`${url}/?user=${ADA}`);
  await page.locator("article").first().waitFor();
  return page;
}

const CLICK = `
  (async () => {
    const button = () => [...document.querySelectorAll(".reaction")].at(-1);
    const before = button().ariaPressed;
    const began = performance.now();
    button().click();
    await new Promise((done) => {
      const look = () => (button().ariaPressed === before ? requestAnimationFrame(look) : done());
      requestAnimationFrame(look);
    });
    return performance.now() - began;
  })()`;

/** From a click on a reaction to its new count on the screen, in ms: to the server and back. */
export async function clicksShown(browser: Browser, url: string, rounds: number): Promise<number[]> {
  const page = await openAs(browser, url);
  const ts = await page.locator("[data-key]").last().getAttribute("data-key");
  const body = JSON.stringify({ user: "U0BO00002", channel: STUDY, ts, name: "tada" });
  await fetch(`${url}/control/react`, { method: "POST", headers: { "content-type": "application/json" }, body });
  await page.locator(".reaction").last().waitFor();
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await page.evaluate<number>(CLICK));
  await page.context().close();
  return taken;
}

const COUNT_FRAMES = `
  globalThis.frames = [];
  let before = performance.now();
  const next = (now) => {
    globalThis.frames.push(now - before);
    before = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);`;

/** Frames while the wheel turns up through a long channel, in ms each; and how far it came, in pixels. */
export async function framesWhileScrolling(
  browser: Browser,
  url: string,
  turns: number,
): Promise<{ frames: number[]; pixels: number; drawn: number }> {
  const page = await openAs(browser, url);
  await page.mouse.move(700, 400);
  await page.waitForTimeout(2500);
  await page.evaluate(COUNT_FRAMES);
  const top = () => page.evaluate<number>('document.querySelector(".list").scrollTop');
  const began = await top();
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, -900);
    await page.waitForTimeout(16);
  }
  const frames = await page.evaluate<number[]>("globalThis.frames.slice(1)");
  const drawn = await page.locator("article").count();
  const pixels = began - (await top());
  await page.context().close();
  return { frames, pixels, drawn };
}

export const median = (sample: number[]): number => percentile(sample, 0.5);
