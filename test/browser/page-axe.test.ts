// Axe looks at each state of the local Slack's page that covers or opens something, light and dark, at desktop and at phone width.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { ADA, BO, STUDY } from "../local-slack/control.ts";
import { everyBlock } from "../local-slack-page/every-block.ts";
import { chromiumProgram } from "../support/browser.ts";
import { openStage, seriousFindings, WIDTHS, type Stage } from "./page-stage.ts";

jest.setTimeout(60_000);

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const composer = (page: Page) => page.getByRole("textbox", { name: "Message #study-orchestration" });
const first = (page: Page) => page.getByRole("main").getByRole("article").filter({ hasText: "hello" }).first();

/** What is to be looked at, and how it is opened; each begins at the channel, the app's thread unopened. */
const STATES: readonly (readonly [what: string, open: (page: Page, stage: Stage) => Promise<void>])[] = [
  ["a channel", async () => {}],
  [
    "a thread beside it",
    async (page) => {
      await page.getByRole("button", { name: /1 reply/ }).click();
      await page.getByRole("complementary", { name: "Thread" }).getByText("heard").waitFor();
    },
  ],
  [
    "the Home tab",
    async (page, stage) => {
      await page.goto(`${stage.url}/?user=${ADA}#home`);
      await page.getByRole("main", { name: "Shipmate Home" }).getByRole("button", { name: "Go" }).waitFor();
    },
  ],
  [
    "search results",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search channels and messages" }).fill("hello");
      await page.getByRole("option", { name: /hello/ }).first().waitFor();
    },
  ],
  [
    "the emoji picker",
    async (page) => {
      await first(page).hover();
      await first(page).getByRole("button", { name: "Add a reaction" }).click();
      await page.getByRole("searchbox", { name: "Find an emoji" }).waitFor();
    },
  ],
  [
    "a completion list",
    async (page) => {
      await composer(page).pressSequentially("@");
      await page.getByRole("listbox", { name: "Suggestions" }).waitFor();
    },
  ],
  [
    "a message's menu",
    async (page) => {
      await first(page).hover();
      await first(page).getByRole("button", { name: "More for this message" }).click();
      await page.getByRole("menuitem", { name: "Copy link" }).waitFor();
    },
  ],
  [
    "the inspector with a detail",
    async (page, stage) => {
      await page.goto(`${stage.url}/?user=${ADA}&tools=inspector`);
      const tools = page.getByRole("region", { name: "Builder’s tools" });
      await tools.getByRole("list", { name: "Envelopes and calls" }).getByRole("button").first().click();
      await tools.getByRole("button", { name: "Close", exact: true }).waitFor();
    },
  ],
  [
    "the playground with a refusal",
    async (page, stage) => {
      await page.goto(`${stage.url}/?user=${ADA}&tools=playground`);
      await page.getByRole("textbox", { name: "Blocks as JSON" }).fill(`[{ "type": "header" }]`);
      await page.getByRole("list", { name: "What Slack would refuse" }).waitFor();
    },
  ],
  [
    "every block and element",
    async (page, stage) => {
      await page.goto(`${stage.url}/?user=${ADA}&tools=playground`);
      await page.getByRole("textbox", { name: "Blocks as JSON" }).fill(JSON.stringify(everyBlock));
      await page.getByText("Card one").first().waitFor();
    },
  ],
  [
    "the keys",
    async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    },
  ],
  // The last: the workspace keeps it open for the person, on whatever page they come to.
  [
    "a modal with an error",
    async (page) => {
      await page.getByRole("button", { name: /1 reply/ }).click();
      await page.getByRole("complementary", { name: "Thread" }).getByRole("button", { name: "Ask me" }).click();
      const dialog = page.getByRole("dialog", { name: "Asked" });
      await dialog.getByRole("button", { name: "Send" }).click();
      await dialog.getByRole("alert").waitFor();
    },
  ],
];

// Colours and widths are told apart by what axe finds: two of the four pairs see both of each.
const looks = [
  ["light", ...WIDTHS[0]],
  ["dark", ...WIDTHS[1]],
] as const;

inBrowser.each(looks)("axe, %s at %s width (skipped where Chromium is not installed)", (colorScheme, _, viewport) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(program ?? "");
    await stage.post("say", { user: BO, channel: STUDY, text: "@shipmate hello" });
    await stage.post("home", { user: ADA, tab: "home" });
  }, 60_000);
  afterAll(async () => stage?.close());

  test.each(STATES)("%s", async (__, open) => {
    const page = await stage.open(`/?user=${ADA}`, viewport, { colorScheme });
    await page.getByRole("button", { name: /1 reply/ }).waitFor();
    await open(page, stage);
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });
});
