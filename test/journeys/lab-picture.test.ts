// A lab's picture in Slack: uploaded, worked on, shown with its words; and what is shown where it cannot be uploaded.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Message } from "../../src/local-slack/protocol.ts";
import { button } from "../support/blocks.ts";
import { ADA, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";
import { labReplies } from "../support/lab-questions.ts";

const root = resolve(import.meta.dirname, "../..");

let harbor: Harbor;
afterEach(() => harbor.close());

type ImageBlock = { type: string; alt_text?: string; slack_file?: { id: string } };

const imageIn = ({ blocks = [] }: Message) => (blocks as ImageBlock[]).find(({ type }) => type === "image");
const hasChart = ({ blocks = [] }: Message) => blocks.some(({ type }) => (type as string) === "data_visualization");

async function startLab(): Promise<Message> {
  await harbor.startBot();
  await harbor.command(ADA, "lab hpa-spike");
  return until("the card", async () => (await harbor.messages()).find(({ text }) => text.startsWith("Lab: ")));
}

/** Types in the lab's thread; resolves with the reply to it. */
async function say(card: Message, text: string): Promise<Message> {
  const before = (await labReplies(harbor, card)).length;
  await harbor.say(ADA, text, { thread_ts: card.ts });
  return until(`a reply to ${text}`, async () => (await labReplies(harbor, card))[before], 30_000);
}

async function calls(method: string): Promise<number> {
  return (await harbor.journal()).filter((line) => line.kind === "api" && line.method === method).length;
}

/** The same app, which was never granted what it asks for only if it may. */
function withoutFiles(): string {
  const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
  manifest.oauth_config.scopes.bot_optional = [];
  const file = join(mkdtempSync(join(tmpdir(), "shipmate-manifest-")), "manifest.json");
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}

describe("a lab's picture", () => {
  test("is shown when somebody asks, by word and by button, and in the debrief; nothing is shown before there is anything", async () => {
    harbor = await openHarbor();
    const card = await startLab();
    const none = await say(card, "chart");
    expect(none.text).toContain("nothing to draw yet");
    expect(imageIn(none)).toBeUndefined();

    await say(card, 'kubectl scale deployment web --replicas=5 # <!here> & "co"');
    await say(card, "wait 8m");
    const shown = await say(card, "chart");
    const image = imageIn(shown);
    expect(image?.alt_text).toMatch(/^The lunch rush .*What was done: 00:00 kubectl scale deployment web --replicas=5/);
    expect(hasChart(shown)).toBe(false);
    // What the picture shows stands in the message's own text too.
    expect(shown.text).toMatch(/sent +▁+.*\n.*answered/);

    const { bot_token: token } = (await (await fetch(`${harbor.url()}/control/app`)).json()) as { bot_token: string };
    const file = await fetch(`${harbor.url()}/files/${image?.slack_file?.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(file.headers.get("content-type")).toBe("image/png");
    const bytes = Buffer.from(await file.arrayBuffer());
    // A PNG of twice 800 pixels, by its own header.
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(bytes.readUInt32BE(16)).toBe(1600);

    const before = (await labReplies(harbor, card)).length;
    const step = button(shown, "lab-step:chart");
    await harbor.click(ADA, shown, step.action_id, step.value);
    const again = await until("the reply to the button", async () => (await labReplies(harbor, card))[before]);
    expect(imageIn(again)?.slack_file?.id).not.toBe(image?.slack_file?.id);

    const end = await say(card, "finish");
    expect(JSON.stringify(end.blocks)).toContain("Debrief: ");
    expect(imageIn(end)?.alt_text).toContain("30:00 of 30:00");
  }, 90_000);

  test("is Slack's own chart where the app may not upload, which is asked once", async () => {
    harbor = await openHarbor({ LOG_LEVEL: "warn" }, withoutFiles());
    const card = await startLab();
    await say(card, "wait 8m");
    for (const text of ["chart", "finish"]) {
      const shown = await say(card, text);
      expect(imageIn(shown)).toBeUndefined();
      expect(hasChart(shown)).toBe(true);
      expect(JSON.stringify(shown.blocks)).toContain("Replicas: wanted");
    }
    expect(await calls("files.getUploadURLExternal")).toBe(1);
  }, 60_000);

  test("comes once although its upload fails at first, and the reply to its post is lost", async () => {
    harbor = await openHarbor({ LOG_LEVEL: "warn" });
    const card = await startLab();
    await say(card, "wait 8m");
    expect((await harbor.post("faults", { method: "files.getUploadURLExternal", fault: "500-before" })).ok).toBe(true);
    expect((await harbor.post("faults", { method: "chat.postMessage", fault: "drop-after" })).ok).toBe(true);
    expect(imageIn(await say(card, "chart"))).toBeDefined();
    await harbor.quiet();
    const pictures = (await labReplies(harbor, card)).filter((message) => imageIn(message));
    expect(pictures).toHaveLength(1);
    expect((await harbor.messages(STUDY)).filter(({ files }) => files)).toEqual([]);
  }, 60_000);
});
