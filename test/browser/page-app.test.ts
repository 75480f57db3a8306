// What an app shows and asks on the local Slack's page, at desktop and at phone width, by role and name.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { ADA, BO, STUDY } from "../local-slack/control.ts";
import { chromiumProgram } from "../support/browser.ts";
import { becomes, openStage, seriousFindings, WIDTHS, type Stage } from "./page-stage.ts";

jest.setTimeout(60_000);

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const articles = (page: Page) => page.getByRole("main").getByRole("article");
const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });

const hostile = [
  "<img src=x onerror=globalThis.hacked=1>",
  "[click](javascript:globalThis.hacked=1)",
  "<javascript:globalThis.hacked=1|click>",
  "<script>globalThis.hacked=1</script>",
  "![x](https://elsewhere.example/p.png)",
  "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
  "`<svg onload=globalThis.hacked=1>`",
].join("\n\n");

inBrowser.each(WIDTHS)("an app, at %s width (skipped where Chromium is not installed)", (width, viewport) => {
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage(program ?? "");
    await stage.post("say", { user: ADA, channel: STUDY, text: "@shipmate hello" });
    page = await stage.open(`/?user=${ADA}`, viewport);
    await page.getByRole("button", { name: /1 reply/ }).click();
    await thread(page).getByText("heard").waitFor();
  }, 60_000);
  afterAll(async () => stage?.close());

  test("a button is pressed, and what the app says is only for one", async () => {
    await thread(page).getByRole("button", { name: "Yes" }).click();
    // It is in the channel, which a phone does not show beside a thread.
    await page.getByText(`pressed by`).first().waitFor({ state: "attached" });
    await page.getByText("Only visible to you").first().waitFor({ state: "attached" });
    expect(await page.getByText("Only visible to you").count()).toBe(1);
  });

  test("a message that is redrawn keeps its buttons where they are, under the pointer and with the focus", async () => {
    const board = (blocks: object[]) => [
      ...blocks,
      {
        type: "actions",
        elements: [{ type: "button", action_id: "press", text: { type: "plain_text", text: "Wait" } }],
      },
    ];
    const { ts } = await stage.call("chat.postMessage", { channel: STUDY, text: "Board 1", blocks: board([]) });
    await page.goto(`${stage.url}/?user=${ADA}`);
    const button = page.getByRole("button", { name: "Wait" });
    await button.focus();
    await page.evaluate("globalThis.drawn = document.activeElement");
    const more = [{ type: "section", text: { type: "mrkdwn", text: "Two replicas" } }, { type: "divider" }];
    await stage.call("chat.update", { channel: STUDY, ts, text: "Board 2", blocks: board(more) });
    await page.getByText("Two replicas").waitFor();
    const isStill = await page.evaluate("drawn.textContent === 'Wait' && drawn === document.activeElement");
    await stage.call("chat.delete", { channel: STUDY, ts });
    await page.getByRole("button", { name: /1 reply/ }).click();
    expect(isStill).toBe(true);
  });

  test("options come from the app while one types", async () => {
    const select = thread(page).getByRole("combobox").first();
    await select.fill("o");
    const options = thread(page).getByRole("listbox", { name: "Options" });
    await options.getByRole("option", { name: "Deployment" }).waitFor();
    await select.press("ArrowDown");
    await select.press("Enter");
    await thread(page).getByRole("button", { name: "Take Deployment away" }).waitFor();
    expect(await select.inputValue()).toBe("");
  });

  test("a modal: what is missing, what the app refuses, one on top of another, and the focus comes back", async () => {
    await thread(page).getByRole("button", { name: "Ask me" }).click();
    const dialog = page.getByRole("dialog", { name: "Asked" });
    const word = dialog.getByRole("textbox", { name: "Word" });
    await word.waitFor();
    await becomes(page, "document.activeElement.matches('[role=dialog] input')");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByRole("alert").getByText("required").waitFor();
    await word.fill("abc");
    await word.press("Enter");
    await dialog.getByRole("alert").getByText("too short").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await word.fill("push");
    await word.press("Enter");
    const pushed = page.getByRole("dialog", { name: "Pushed" });
    await pushed.getByRole("textbox", { name: "Word" }).waitFor();
    await page.keyboard.press("Escape");
    await pushed.waitFor({ state: "detached" });
    await word.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await becomes(page, "document.activeElement.textContent === 'Ask me'");
  });

  test("a command, a shortcut of the composer and one of a message", async () => {
    await thread(page)
      .getByRole("button", { name: width === "phone" ? "Back to the channel" : "Close thread" })
      .click();
    const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
    await composer.fill("/shipmate lab");
    await composer.press("Enter");
    await articles(page).getByText("you said lab").waitFor();
    await page.getByRole("button", { name: "Shortcuts and commands" }).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const begun = page.getByRole("menuitem").first();
    await begun.press("Enter");
    await page.getByRole("dialog", { name: "Begun" }).waitFor();
    await page.keyboard.press("Escape");
    await stage.post("say", { user: BO, channel: STUDY, text: "what is a pod" });
    const asked = articles(page).filter({ hasText: "what is a pod" });
    await asked.hover();
    await asked.getByRole("button", { name: "More for this message" }).click();
    await page.getByRole("menuitem", { name: /Explain/ }).click();
    await page.getByText("explained what is a pod").first().waitFor({ state: "attached" });
    const shortcuts = (await stage.journal()).filter(({ kind }) => kind === "response");
    expect(shortcuts.length).toBeGreaterThan(0);
  });

  test("an answer streams, and is whole at the end", async () => {
    const { ts } = await stage.post("say", { user: ADA, channel: STUDY, text: "look it up" });
    const where = { channel: STUDY, thread_ts: ts };
    const started = await stage.call("chat.startStream", {
      ...where,
      recipient_user_id: ADA,
      recipient_team_id: "T0HARBOR1",
      chunks: [{ type: "task_update", id: "t1", title: "Search the lessons", status: "in_progress" }],
    });
    await articles(page)
      .filter({ hasText: "look it up" })
      .getByRole("button", { name: /1 reply/ })
      .click();
    const answer = thread(page).getByRole("article").filter({ hasText: "Search the lessons" });
    await answer.getByText("In progress").waitFor();
    const on = { channel: STUDY, ts: started.ts };
    await stage.call("chat.appendStream", { ...on, chunks: [{ type: "markdown_text", text: "A **pod** is " }] });
    await answer.getByText("A pod is").waitFor();
    expect(await answer.locator("[aria-busy=true]").count()).toBe(1);
    await stage.call("chat.stopStream", {
      ...on,
      chunks: [
        { type: "task_update", id: "t1", title: "Search the lessons", status: "complete" },
        { type: "markdown_text", text: "a group." },
      ],
    });
    await answer.getByText("Done").waitFor();
    await answer.getByText("A pod is a group.").waitFor();
    expect(await answer.locator("[aria-busy=true]").count()).toBe(0);
  });

  test("a picture that the app uploads is shown, with its words", async () => {
    const bytes = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
    const given = (await stage.call("files.getUploadURLExternal", {
      filename: "pods.gif",
      length: bytes.length,
      alt_txt: "Three pods on two nodes",
    })) as unknown as { upload_url: string; file_id: string };
    await fetch(given.upload_url, { method: "POST", body: bytes });
    const files = [{ id: given.file_id, title: "Pods" }];
    await stage.call("files.completeUploadExternal", { files, channel_id: STUDY, initial_comment: "the picture" });
    const picture = page.locator("main").getByAltText("Three pods on two nodes");
    await picture.waitFor({ state: "attached" });
    await becomes(page, "document.querySelector('main .shared-file img')?.complete !== undefined");
    expect(await picture.evaluate("document.querySelector('main .shared-file a').download")).toBe("pods.gif");
  });

  test("nothing that a person or a model writes can run, and nobody else is asked", async () => {
    await stage.post("say", { user: BO, channel: STUDY, text: hostile });
    await stage.call("chat.postMessage", {
      channel: STUDY,
      text: hostile,
      blocks: [
        { type: "markdown", text: hostile },
        { type: "section", text: { type: "mrkdwn", text: hostile } },
        { type: "section", text: { type: "plain_text", text: hostile } },
        { type: "image", image_url: "https://elsewhere.example/pixel.png", alt_text: "a pixel" },
      ],
    });
    const shown = page.locator("main article").last();
    await shown.getByText("globalThis.hacked=1</script>").first().waitFor({ state: "attached" });
    expect(
      await page.locator("main script, main iframe, main img[src*=elsewhere], main [onerror], main [onload]").count(),
    ).toBe(0);
    expect(await page.locator("main a[href^='javascript']").count()).toBe(0);
    expect(await page.evaluate<unknown>("globalThis.hacked")).toBeUndefined();
  });

  test("the Home tab, and the direct message with the app", async () => {
    const menu = page.getByRole("button", { name: "Open navigation" });
    const back = page.getByRole("button", { name: "Back to the channel" });
    if (await back.isVisible()) await back.click();
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("button", { name: "Shipmate Home", exact: true }).click();
    await page.getByRole("main", { name: "Shipmate Home" }).getByRole("button", { name: "Go" }).click();
    expect(await seriousFindings(page)).toEqual([]);
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("button", { name: "Shipmate", exact: true }).click();
    await page.getByRole("textbox", { name: "Message Shipmate" }).waitFor();
  });
});
