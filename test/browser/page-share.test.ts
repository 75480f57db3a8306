// What people bring on the local Slack's page, by role and name: files by button, by drop and by paste, files in a form, and pins.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { ADA, BO, STUDY, until } from "../local-slack/control.ts";
import { chromiumProgram } from "../support/browser.ts";
import { openStage, seriousFindings, WIDTHS, type Stage } from "./page-stage.ts";

jest.setTimeout(60_000);

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const dot = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const composer = (page: Page) => page.getByRole("textbox", { name: "Message #study-orchestration" });
const message = (page: Page, text: string) => page.getByRole("main").getByRole("article").filter({ hasText: text });

/** Lets a file of text arrive as a browser hands it over. */
const arrive = (page: Page, selector: string, event: "drop" | "paste", name: string, bytes: number) =>
  page.evaluate(
    `(() => {
      const data = new DataTransfer();
      data.items.add(new File(["x".repeat(${bytes})], "${name}", { type: "text/plain" }));
      const init = { bubbles: true, cancelable: true };
      const target = document.querySelector("${selector}");
      if ("${event}" === "drop") target.dispatchEvent(new DragEvent("dragover", { ...init, dataTransfer: data }));
      target.dispatchEvent("${event}" === "drop"
        ? new DragEvent("drop", { ...init, dataTransfer: data })
        : new ClipboardEvent("paste", { ...init, clipboardData: data }));
    })()`,
  );

inBrowser.each(WIDTHS)("bringing things, at %s width (skipped where Chromium is not installed)", (_, viewport) => {
  let stage: Stage;
  let page: Page;
  const attached = () => page.getByRole("list", { name: "Attached files" });

  beforeAll(async () => {
    stage = await openStage(program ?? "");
    await stage.post("say", { user: BO, channel: STUDY, text: "a first word" });
    page = await stage.open(`/?user=${ADA}`, viewport);
    await message(page, "a first word").waitFor();
  }, 60_000);
  afterAll(async () => stage?.close());

  test("a picture and a text are chosen, shown with what is in them, and told to the app", async () => {
    const manifest = "apiVersion: v1\nkind: Pod";
    await page.getByLabel("Attach files").setInputFiles([
      { name: "dot.gif", mimeType: "image/gif", buffer: dot },
      { name: "pod.yaml", mimeType: "text/yaml", buffer: Buffer.from(manifest) },
      { name: "wrong.txt", mimeType: "text/plain", buffer: Buffer.from("not this") },
    ]);
    await attached().getByRole("button", { name: "Remove wrong.txt" }).click();
    await attached().getByText("wrong.txt").waitFor({ state: "detached" });
    expect(await seriousFindings(page)).toEqual([]);
    await composer(page).fill("@shipmate have a look");
    await composer(page).press("Enter");
    const shared = message(page, "have a look");
    await shared.getByRole("img", { name: "dot.gif" }).waitFor();
    await shared.getByText("kind: Pod").waitFor();
    expect(await shared.getByRole("link", { name: "pod.yaml" }).getAttribute("download")).toBe("pod.yaml");
    await attached().waitFor({ state: "detached" });
    const events = (await stage.journal()).filter((line) => line.kind === "envelope" && line.type === "events_api");
    const types = events.map(
      (line) => (line as { payload: { event: { type: string; subtype?: string } } }).payload.event,
    );
    expect(types.filter(({ subtype }) => subtype === "file_share")).not.toEqual([]);
    expect(types.filter(({ type }) => type === "file_shared")).toHaveLength(2);
  });

  test("files are dropped on the pane and pasted; one that is too large is refused by name, and the others stay", async () => {
    await arrive(page, "main .list", "drop", "dropped.txt", 12);
    await attached().getByText("dropped.txt").waitFor();
    await arrive(page, "main textarea", "paste", "pasted.txt", 12);
    await attached().getByText("pasted.txt").waitFor();
    await arrive(page, "main .list", "drop", "huge.txt", 8 * 1024 * 1024 + 1);
    await page.getByRole("alert").getByText("huge.txt has 8.4 MB").waitFor();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("main").getByRole("link", { name: "dropped.txt" }).waitFor();
    expect(await page.getByRole("main").getByRole("link", { name: "pasted.txt" }).count()).toBe(1);
    expect(await page.getByRole("main").getByRole("link", { name: "huge.txt" }).count()).toBe(0);
  });

  test("what the workspace refuses comes back to where it was written", async () => {
    await composer(page).fill("/shipmate lab");
    await arrive(page, "main .list", "drop", "with-a-command.txt", 12);
    await composer(page).press("Enter");
    await page.getByRole("alert").getByText("takes no files").waitFor();
    expect(await composer(page).inputValue()).toBe("/shipmate lab");
    await attached().getByRole("button", { name: "Remove with-a-command.txt" }).click();
    await page.context().setOffline(true);
    await composer(page).fill("not lost");
    await composer(page).press("Enter");
    await page.getByRole("alert").getByText("did not answer").waitFor();
    expect(await composer(page).inputValue()).toBe("not lost");
    await page.context().setOffline(false);
    await composer(page).fill("");
  });

  test("a form takes a file, and the app gets it with the submission", async () => {
    await stage.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "x" });
    const command = (await stage.journal()).findLast(
      (line) => line.kind === "envelope" && line.type === "slash_commands",
    );
    const { trigger_id } = (command as { payload: { trigger_id: string } }).payload;
    await stage.call("views.open", {
      trigger_id,
      view: {
        type: "modal",
        callback_id: "files",
        title: { type: "plain_text", text: "Hand in" },
        submit: { type: "plain_text", text: "Send" },
        blocks: [
          {
            type: "input",
            block_id: "proof",
            label: { type: "plain_text", text: "Manifest" },
            element: { type: "file_input", action_id: "it", filetypes: ["yaml"], max_files: 1 },
          },
        ],
      },
    });
    const dialog = page.getByRole("dialog", { name: "Hand in" });
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByRole("alert").getByText("required").waitFor();
    const file = { name: "web.yaml", mimeType: "text/yaml", buffer: Buffer.from("kind: Deployment") };
    await dialog.getByLabel("Manifest").setInputFiles(file);
    await dialog.getByRole("button", { name: "Remove web.yaml" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Send" }).click();
    const submitted = await until(async () =>
      JSON.stringify((await stage.journal()).filter((line) => line.kind === "envelope")).match(
        /"files":\[\{"id":"F\w+","name":"web.yaml"/,
      ),
    );
    expect(submitted).not.toBeNull();
    if (await dialog.isVisible()) await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("a message is pinned by one, seen so by all, found by it, and unpinned", async () => {
    const more = async () => {
      await message(page, "a first word").hover();
      await message(page, "a first word").getByRole("button", { name: "More for this message" }).click();
    };
    await more();
    expect(await page.getByRole("menuitem", { name: "Unpin from channel" }).count()).toBe(0);
    await page.getByRole("menuitem", { name: "Pin to channel" }).click();
    await message(page, "a first word").getByText("Pinned by Ada Okafor").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search channels and messages" }).fill("has:pin");
    await page
      .getByRole("dialog")
      .getByRole("option", { name: /a first word/ })
      .waitFor();
    expect(await page.getByRole("dialog").getByRole("option").count()).toBe(1);
    await page.keyboard.press("Escape");
    await more();
    await page.getByRole("menuitem", { name: "Unpin from channel" }).click();
    await message(page, "a first word").getByText("Pinned by").waitFor({ state: "detached" });
  });
});
