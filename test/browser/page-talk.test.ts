// People talk on the local Slack's page, at desktop and at phone width, by role and name.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { ADA, BO, RANDOM, STUDY } from "../local-slack/control.ts";
import { chromiumProgram } from "../support/browser.ts";
import { becomes, openStage, seriousFindings, WIDTHS, type Stage } from "./page-stage.ts";

jest.setTimeout(60_000);

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const composer = (page: Page) => page.getByRole("textbox", { name: "Message #study-orchestration" });
const message = (page: Page, text: string) => page.getByRole("main").getByRole("article").filter({ hasText: text });
const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });

async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
  await message(page, text).waitFor();
}

/** On a phone the places are behind a button. */
async function goTo(page: Page, name: string): Promise<void> {
  const menu = page.getByRole("button", { name: "Open navigation" });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("button", { name, exact: true }).click();
}

inBrowser.each(WIDTHS)("talking, at %s width (skipped where Chromium is not installed)", (width, viewport) => {
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage(program ?? "");
    await stage.post("say", { user: BO, channel: STUDY, text: "Hello *everybody*" });
    page = await stage.open(`/?user=${ADA}`, viewport);
    await message(page, "Hello everybody").waitFor();
  }, 60_000);
  afterAll(async () => stage?.close());

  test("the banner claims nothing that it cannot know", async () => {
    await page.getByText("A local Slack on this machine").waitFor();
    expect(await page.getByText("nothing leaves").count()).toBe(0);
  });

  test("people, channels, emoji and commands complete while one writes", async () => {
    const offered = () => page.getByRole("listbox", { name: "Suggestions" });
    await composer(page).pressSequentially("hi @b");
    await offered()
      .getByRole("option", { name: /Bo Lindqvist/ })
      .waitFor();
    await composer(page).press("Enter");
    await composer(page).pressSequentially("see #ran");
    await offered()
      .getByRole("option", { name: /#random/ })
      .waitFor();
    await composer(page).press("Tab");
    await composer(page).pressSequentially(":thumbsu");
    await offered()
      .getByRole("option", { name: /:thumbsup:/ })
      .waitFor();
    await composer(page).press("Enter");
    expect(await composer(page).inputValue()).toBe("hi @bo see #random :thumbsup: ");
    await composer(page).press("Enter");
    await message(page, "hi @Bo Lindqvist see #random").getByRole("img", { name: "thumbsup" }).waitFor();
    await composer(page).pressSequentially("/ship");
    await offered()
      .getByRole("option", { name: /\/shipmate/ })
      .waitFor();
    await composer(page).press("Escape");
    await composer(page).fill("");
  });

  test("what others write is said aloud, beside the list", async () => {
    await stage.post("say", { user: BO, channel: STUDY, text: "who has *the watch*?" });
    await becomes(page, "document.querySelector('[aria-live=polite]').textContent.startsWith('Bo Lindqvist: who')");
    expect(await page.getByRole("log", { name: /^Messages in/ }).getAttribute("aria-live")).toBe("off");
  });

  test("a message is changed and taken away by its author, and by nobody else", async () => {
    await write(page, "it is a port");
    await message(page, "it is a port").hover();
    await message(page, "it is a port").getByRole("button", { name: "More for this message" }).click();
    await page.getByRole("menuitem", { name: "Edit message" }).click();
    const field = page.getByRole("textbox", { name: "Edit message" });
    expect(await field.inputValue()).toBe("it is a port");
    await field.fill("it is a pod");
    await field.press("Enter");
    await message(page, "it is a pod").getByText("(edited)").waitFor();

    await message(page, "it is a pod").hover();
    await message(page, "it is a pod").getByRole("button", { name: "More for this message" }).click();
    await page.getByRole("menuitem", { name: "Delete message" }).click();
    await page.getByRole("dialog", { name: "Delete message" }).getByRole("button", { name: "Delete" }).click();
    await message(page, "it is a pod").waitFor({ state: "detached" });

    await message(page, "Hello everybody").hover();
    await message(page, "Hello everybody").getByRole("button", { name: "More for this message" }).click();
    expect(await page.getByRole("menuitem", { name: "Copy link" }).count()).toBe(1);
    expect(await page.getByRole("menuitem", { name: "Edit message" }).count()).toBe(0);
    await page.keyboard.press("Escape");
  });

  test("a reaction is chosen by its name, counted, and taken off", async () => {
    await message(page, "Hello everybody").hover();
    await message(page, "Hello everybody").getByRole("button", { name: "Add a reaction" }).click();
    await page.getByRole("searchbox", { name: "Find an emoji" }).fill("sailboat");
    await page.keyboard.press("Enter");
    const given = message(page, "Hello everybody").getByRole("button", { name: /^sailboat, 1/ });
    await given.waitFor();
    expect(await given.getAttribute("aria-pressed")).toBe("true");
    await given.click();
    await given.waitFor({ state: "detached" });
  });

  test("a thread opens beside the channel, or in its place, and gives the focus back", async () => {
    await message(page, "Hello everybody").focus();
    await page.keyboard.press("Enter");
    const reply = thread(page).getByRole("textbox", { name: "Reply in thread" });
    await reply.fill("hello Bo");
    await reply.press("Enter");
    await thread(page).getByRole("article").filter({ hasText: "hello Bo" }).waitFor();
    expect(await page.getByRole("main").isVisible()).toBe(width === "desktop");
    await reply.press("Escape");
    await thread(page).waitFor({ state: "detached" });
    await message(page, "Hello everybody")
      .getByRole("button", { name: /1 reply/ })
      .waitFor();
    const focused = await page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? ''");
    expect(focused).toMatch(/^Bo Lindqvist/);
  });

  test("the arrow keys walk from message to message", async () => {
    await write(page, "the last one");
    await composer(page).press("ArrowUp");
    const named = () => page.evaluate<string>("document.activeElement.textContent ?? ''");
    expect(await named()).toContain("the last one");
    await page.keyboard.press("Home");
    expect(await named()).toContain("Hello everybody");
    await page.keyboard.press("ArrowDown");
    expect(await named()).toContain("@Bo Lindqvist");
    await page.keyboard.press("Escape");
    expect(await page.evaluate<string>("document.activeElement.getAttribute('aria-label')")).toMatch(/^Message #/);
    // One stop for the Tab key in the whole list.
    expect(await page.getByRole("main").locator("article[tabindex='0']").count()).toBe(1);
  });

  test("what was said elsewhere is unread, a mention is counted, and search finds it", async () => {
    await stage.post("say", { user: BO, channel: RANDOM, text: `lunch at noon, @ada?` });
    const menu = page.getByRole("button", { name: "Open navigation" });
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("button", { name: "random 1 mention" }).waitFor();
    await page.keyboard.press("Control+k");
    const search = page.getByRole("combobox", { name: "Search channels and messages" });
    await search.fill("noon from:@bo");
    await page.getByRole("option", { name: /Bo Lindqvist in #random.*lunch at noon/ }).waitFor();
    await search.press("Enter");
    await page.getByRole("heading", { name: "#random", level: 1 }).waitFor();
    await message(page, "lunch at noon").waitFor();
    await page.getByRole("main").getByText("New", { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe("#random");
    await goTo(page, "study-orchestration");
    await message(page, "the last one").waitFor();
  });

  test("one acts as another, in that person's zone", async () => {
    const menu = page.getByRole("button", { name: "Open navigation" });
    const open = async () => ((await menu.isVisible()) ? menu.click() : undefined);
    const last = page.getByRole("main").getByRole("article").last();
    const before = await last.getByRole("time").first().innerText();
    await open();
    const chosen = page.getByRole("combobox", { name: "Act as" });
    await chosen.selectOption({ label: (await chosen.getByRole("option", { name: /^Chie/ }).innerText()).trim() });
    await message(page, "the last one").waitFor();
    const [hour = ""] = (await last.getByRole("time").first().innerText()).split(":");
    // Tokyo is eight or nine hours before London.
    const apart = (Number(hour) - Number(before.split(":")[0]) + 24) % 24;
    expect([8, 9]).toContain(apart);
    await message(page, "the last one").hover();
    await message(page, "the last one").getByRole("button", { name: "More for this message" }).click();
    expect(await page.getByRole("menuitem", { name: "Edit message" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await open();
    await chosen.selectOption(ADA);
    await message(page, "the last one").waitFor();
  });

  test("channels are made, and groups; a question mark lists the keys; light and dark", async () => {
    const menu = page.getByRole("button", { name: "Open navigation" });
    const open = async () => ((await menu.isVisible()) ? menu.click() : undefined);
    await open();
    await page.getByRole("button", { name: "Create a channel" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a channel" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("night-watch");
    await dialog.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: "#night-watch", level: 1 }).waitFor();
    await open();
    await page.getByRole("button", { name: "New group message" }).click();
    await page.getByRole("dialog", { name: "New group message" }).getByRole("checkbox", { name: /Bo/ }).check();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("heading", { name: "Bo Lindqvist", level: 1 }).waitFor();
    await page.getByRole("main").focus();
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await open();
    await page.getByRole("button", { name: "Switch to dark theme" }).click();
    expect(await page.evaluate<string>("getComputedStyle(document.documentElement).colorScheme")).toBe("dark");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Switch to light theme" }).click();
    expect(await seriousFindings(page)).toEqual([]);
  });
});
