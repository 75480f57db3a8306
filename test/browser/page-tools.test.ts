// The builder's tools of the local Slack's page, at desktop and at phone width: inspector, clock, faults, workspace, playground.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { ADA, STUDY, until } from "../local-slack/control.ts";
import { chromiumProgram } from "../support/browser.ts";
import { everyBlock } from "../local-slack-page/every-block.ts";
import { openStage, seriousFindings, WIDTHS, type Stage } from "./page-stage.ts";

jest.setTimeout(60_000);

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

inBrowser.each(WIDTHS)("the builder's tools, at %s width (skipped where Chromium is not installed)", (_, viewport) => {
  let stage: Stage;
  let page: Page;
  const tools = () => page.getByRole("region", { name: "Builder’s tools" });
  const tab = (name: string) => tools().getByRole("tab", { name });

  beforeAll(async () => {
    stage = await openStage(program ?? "");
    page = await stage.open(`/?user=${ADA}`, viewport);
    await page.getByRole("main").waitFor();
    await page.keyboard.press("Control+.");
    await tab("Inspector").waitFor();
  }, 60_000);
  afterAll(async () => stage?.close());

  test("what went to the app and what it called, with time and validity; an envelope is sent again", async () => {
    await stage.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "hello" });
    const sent = tools().getByRole("button", {
      name: /to the app slash_commands · \/shipmate acknowledged \d+ ms valid/,
    });
    await sent.click();
    const detail = tools().getByRole("region", { name: "slash_commands · /shipmate" });
    await detail.getByText('"text": "hello"').waitFor();
    const count = async () =>
      (await stage.journal()).filter((line) => line.kind === "envelope" && line.type === "slash_commands").length;
    const before = await count();
    await detail.getByRole("button", { name: "Send again" }).click();
    await page.getByText("Sent again and acknowledged.").waitFor();
    expect(await count()).toBe(before + 1);
    await detail.getByRole("button", { name: "Close" }).click();

    await stage.call("chat.postMessage", { channel: "C0NOWHERE", text: "x" }).catch(() => undefined);
    await tools().getByRole("checkbox", { name: "Only what went wrong" }).check();
    await tools()
      .getByRole("button", { name: /chat.postMessage channel_not_found.*refused/ })
      .waitFor();
    expect(
      await tools()
        .getByRole("button", { name: /slash_commands/ })
        .count(),
    ).toBe(0);
    await tools().getByRole("searchbox", { name: "Filter by name" }).fill("nothing of this name");
    await tools().getByText("Nothing yet").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("the clock is moved; tabs are walked with the arrow keys", async () => {
    await tab("Inspector").focus();
    await page.keyboard.press("ArrowRight");
    const clock = tools().getByRole("region", { name: "Clock" });
    await clock.getByRole("button", { name: "+1 hour" }).click();
    await clock.getByText("ahead of real time").waitFor();
    const { now_ms } = await stage.get<{ now_ms: number }>("clock");
    const post_at = Math.floor(now_ms / 1000) + 7200;
    await stage.call("chat.scheduleMessage", { channel: STUDY, text: "two hours on", post_at });
    await clock.getByRole("button", { name: "To the next scheduled message" }).click();
    await until(async () => (await stage.messages()).some(({ text }) => text === "two hours on"));
    await clock.getByRole("button", { name: "Back to real time" }).click();
    await clock.getByText("as everywhere else").waitFor();
    await tools().getByRole("region", { name: "People" }).getByText("Asia/Tokyo").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("a workspace is exported, set back, and brought in again", async () => {
    await stage.post("say", { user: ADA, channel: STUDY, text: "keep me" });
    const whole = tools().getByRole("region", { name: "Workspace" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      whole.getByRole("link", { name: "Export" }).click(),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    expect(text).toContain("keep me");
    await whole.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("dialog", { name: "Reset the workspace" }).getByRole("button", { name: "Reset" }).click();
    const kept = async () => (await stage.messages(`channel=${STUDY}`)).some((message) => message.text === "keep me");
    await until(async () => !(await kept()));
    const file = { name: "harbor.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) };
    await whole.getByLabel("Import").setInputFiles(file);
    await page.getByText("harbor.jsonl is now this workspace.").waitFor();
    expect(await kept()).toBe(true);
    await whole.getByLabel("Import").setInputFiles({ ...file, buffer: Buffer.from("not an export") });
    await page.getByText("is not an exported workspace").waitFor();
  });

  test("a fault is asked for, waits, and is taken away", async () => {
    await tab("Faults").click();
    const one = tools().getByRole("region", { name: "One fault" });
    await one.getByRole("combobox", { name: "What" }).selectOption("rate-limited");
    await one.getByRole("combobox", { name: "To which method" }).fill("chat.delete");
    await one.getByRole("button", { name: "Add" }).click();
    const waiting = tools().getByRole("region", { name: "Waiting faults" });
    await waiting.getByRole("listitem").filter({ hasText: "rate-limited chat.delete" }).waitFor();
    expect(await stage.get<unknown[]>("faults")).toHaveLength(1);
    await waiting.getByRole("button", { name: "Take all away" }).click();
    await waiting.getByText("All is well").waitFor();
    const chance = tools().getByRole("region", { name: "By chance" });
    await chance.getByRole("button", { name: "Start" }).click();
    await chance.getByRole("button", { name: "Stop" }).click();
    await chance.getByRole("button", { name: "Start" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("the playground draws every block, says loudly what it does not know, and sends nothing", async () => {
    await tab("Playground").click();
    const source = tools().getByRole("textbox", { name: "Blocks as JSON" });
    const look = tools().getByRole("group", { name: "How it looks" });
    await source.fill("[{");
    await tools().getByRole("status").getByText(/JSON/).waitFor();
    await source.fill(JSON.stringify([{ type: "brand_new", x: 1 }]));
    await look.getByText("brand_new").first().waitFor();
    await look.getByText("is not drawn here").waitFor();
    await source.fill(JSON.stringify([{ type: "divider" }, { type: "header" }]));
    await tools()
      .getByRole("list", { name: "What Slack would refuse" })
      .getByText(/^\/blocks\/1/)
      .waitFor();
    await source.fill(JSON.stringify([{ type: "divider" }]));
    await tools().getByText("1 block, as Slack takes them").waitFor();
    await source.fill(JSON.stringify(everyBlock));
    await tools().getByText(`${everyBlock.length} blocks`).waitFor();
    expect(await look.getByText("is not drawn here").count()).toBe(0);
    expect(await look.getByText("could not be drawn").count()).toBe(0);
    for (const name of ["Line chart", "A table of rows", "Thinking it through", "Card one"])
      await look.getByText(name).first().waitFor();
    await look.getByRole("button", { name: "Press me" }).click();
    await look.getByText('"action_id": "press"').waitFor();
    expect((await stage.journal()).filter((line) => JSON.stringify(line).includes('"block_actions"'))).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await tools().waitFor({ state: "detached" });
  });
});
