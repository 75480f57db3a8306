// Due reviews played in App Home, as people see it: with the mouse and with the keyboard alone, on a wide window and on a phone's.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { readLibrary } from "../../src/knowledge/read.ts";
import { button } from "../support/blocks.ts";
import { DESKTOP, PHONE, chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { CHIE, type Harbor, openHarbor, until } from "../support/harbor.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;
const DAY = 24 * 3600_000;

/** Questions with one right option, of three lessons. */
const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const asked = [...Map.groupBy(questions, ({ lesson }) => lesson).values()]
  .flatMap((ofLesson) => ofLesson.filter(({ type }) => type === "single").slice(0, 1))
  .slice(0, 3);

/** Goes to something near by the keyboard alone: backwards first, because what was pressed has made room for what stands above. */
async function keysTo(page: Page, name: RegExp): Promise<void> {
  const keys = [...Array.from({ length: 15 }, () => "Shift+Tab"), ...Array.from({ length: 40 }, () => "Tab")];
  for (const key of keys) {
    await page.keyboard.press(key);
    const held = await page.locator(":focus").allTextContents();
    if (name.test(held[0] ?? "")) return;
  }
  throw new Error(`the Tab key never comes to ${String(name)}`);
}

inBrowser("in Chromium (skipped where it is not installed)", () => {
  let harbor: Harbor;
  let browser: Browser;

  beforeAll(async () => {
    expect(program).toBeDefined();
    browser = await launchChromium(program ?? "");
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    harbor = await openHarbor();
    await harbor.startBot();
    for (const { id } of asked) {
      const before = (await harbor.messages()).filter(({ text }) => text.startsWith("Quiz: ")).length;
      await harbor.command(CHIE, `quiz now ${id}`);
      const quiz = await until(id, async () =>
        (await harbor.messages()).filter(({ text }) => text.startsWith("Quiz: ")).at(before),
      );
      await harbor.click(CHIE, quiz, "unsure", button(quiz, "unsure").value);
    }
    await harbor.quiet();
    await harbor.post("clock", { advance_ms: DAY + 1000 });
  }, 60_000);
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await harbor.close();
  });

  test.each([
    ["wide", DESKTOP],
    ["phone", PHONE],
  ])(
    "three reviews in a row, %s",
    async (_, size) => {
      const page = await openPage(browser, `${harbor.url()}/?user=${CHIE}#home`, size);
      await page.getByText("Your reviews: 3 due.").waitFor();

      // One with the mouse.
      await page.getByRole("button", { name: /^A\b/ }).first().click();
      await page.getByText(/You chose A\./).waitFor();
      await page.getByText("Why:").waitFor();
      expect(await page.getByRole("button", { name: "I don't know" }).count()).toBe(0);
      expect(await page.getByRole("button", { name: "I think this is wrong" }).isVisible()).toBe(true);
      await page.getByRole("button", { name: "Next review (2 due)" }).click();
      await page.getByText("Your reviews: 2 due.").waitFor();

      // One by the keyboard alone, with the lesson's section read on the way.
      await keysTo(page, /^I don't know$/);
      await page.keyboard.press("Enter");
      await page.getByText("Good to know that you do not know.").waitFor();
      await keysTo(page, /^Read the section$/);
      await page.keyboard.press("Enter");
      const lesson = page.getByRole("dialog");
      await lesson.waitFor();
      await page.keyboard.press("Escape");
      await until("the lesson closed", async () => (await lesson.count()) === 0);
      await page.getByText("Good to know that you do not know.").waitFor();
      await keysTo(page, /^Next review \(1 due\)$/);
      await page.keyboard.press("Enter");
      await page.getByText("Your reviews: 1 due.").waitFor();

      // The last on another device, while this one still shows the question.
      const other = await openPage(browser, `${harbor.url()}/?user=${CHIE}#home`, size);
      await other.getByRole("button", { name: "I don't know" }).click();
      for (const each of [page, other]) {
        await each.getByText("Good to know that you do not know.").waitFor();
        await each.getByText("Your reviews: None due. The next one comes").waitFor();
        expect(await each.getByRole("button", { name: /^Next review/ }).count()).toBe(0);
        // Nothing is wider than the window.
        expect(await each.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
      }
    },
    120_000,
  );
});
