// A real Chromium for tests, driven by role and name, as people and screen readers find things.
import { existsSync } from "node:fs";
import { type Browser, type Page, chromium } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser's program, or undefined where none is installed. */
export function chromiumProgram(): string | undefined {
  return CANDIDATES.find((file) => existsSync(file));
}

export async function launchChromium(program: string): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A page as one person sees it. Whatever goes wrong in its scripts fails the test. */
export async function openPage(browser: Browser, url: string, viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}
