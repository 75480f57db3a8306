// Manifests that are brought into a lab's thread as files: played as if they were pasted, and refused with what is wrong.
import { afterEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Message } from "../../src/local-slack/protocol.ts";
import { ADA, BO, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";
import { labReplies } from "../support/lab-questions.ts";

const root = resolve(import.meta.dirname, "../..");

let harbor: Harbor;
afterEach(() => harbor.close());

async function startLab(wish = "hpa-spike"): Promise<Message> {
  await harbor.startBot();
  await harbor.command(ADA, `lab ${wish}`);
  return until("the card", async () => (await harbor.messages()).find(({ text }) => text.startsWith("Lab: ")));
}

/** Somebody shares files in a lab's thread, with words beside them; resolves when that was replied to and everything is quiet. */
async function play(card: Message, files: Record<string, string | Uint8Array>, text = ""): Promise<void> {
  const before = (await labReplies(harbor, card)).length;
  await share(card.ts, files, text);
  // A file is fetched first, which can take longer than the quiet that `share` waits for.
  await until("a reply to the files", async () => (await labReplies(harbor, card)).length > before);
  await harbor.quiet();
}

/** Somebody shares files in a thread; resolves when everything is quiet. */
async function share(threadTs: string, files: Record<string, string | Uint8Array>, text = ""): Promise<void> {
  const ids = [];
  for (const [name, content] of Object.entries(files)) {
    const address = `${harbor.url()}/control/upload?user=${BO}&name=${encodeURIComponent(name)}`;
    const answer = await fetch(address, { method: "POST", body: Buffer.from(content) });
    ids.push(((await answer.json()) as { file: { id: string } }).file.id);
  }
  const said = await harbor.post("say", { user: BO, channel: STUDY, text, thread_ts: threadTs, files: ids });
  expect(said.ok).toBe(true);
  await harbor.quiet();
}

async function replies(card: Message): Promise<string[]> {
  return (await labReplies(harbor, card)).map(({ text }) => text);
}

const config = (name: string, value = "1") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: "${value}"\n`;

describe("a file in a lab's thread", () => {
  test("is applied under its name, with the command beside it, and several in their order", async () => {
    harbor = await openHarbor();
    const card = await startLab();
    await play(card, { "one.yaml": config("one", "a < b & c") });
    expect((await replies(card)).at(-1)).toMatch(
      new RegExp(`<@${BO}> at 0:00: .kubectl apply -f one.yaml …[^]*configmap/one created`),
    );
    await play(card, { "one.yaml": config("one") }, "kubectl apply -f one.yaml --dry-run=server");
    expect((await replies(card)).at(-1)).toContain("configmap/one configured (server dry run)");
    await play(card, { "two (1).yaml": config("two"), "three.yml": config("three") });
    expect((await replies(card)).slice(-2).join("\n")).toMatch(/configmap\/two created[^]*configmap\/three created/);
    await harbor.say(BO, "kubectl get configmap one -o yaml", { thread_ts: card.ts });
    await harbor.quiet();
    expect((await replies(card)).at(-1)).toContain("a: a &lt; b &amp; c");
  }, 60_000);

  test("a paste that Slack made a snippet of is played, too", async () => {
    harbor = await openHarbor();
    const card = await startLab();
    const long = `kubectl apply -f -\n${config("long")}${"# a remark of many\n".repeat(650)}`;
    expect(long.length).toBeGreaterThan(12_000);
    await harbor.say(BO, long, { thread_ts: card.ts });
    await harbor.quiet();
    expect((await replies(card)).at(-1)).toContain("configmap/long created");
  }, 60_000);

  test("is passed over in silence when people share it with each other", async () => {
    harbor = await openHarbor();
    const card = await startLab();
    await share(card.ts, {
      "board.png": Buffer.from("R0lGODlhAQABAIAAAAAAAP", "base64"),
      "notes.txt": "kubectl get pods",
    });
    await share(card.ts, { "web.yaml": config("web") }, "what do you think of this one?");
    await harbor.say(BO, "line of a log\n".repeat(1_000), { thread_ts: card.ts });
    await harbor.quiet();
    expect(await replies(card)).toEqual([]);
    const elsewhere = await harbor.say(BO, "look at my manifest");
    await share(elsewhere, { "web.yaml": config("web") });
    expect(await harbor.replies(elsewhere)).toEqual([]);
  }, 60_000);

  test("that is too large, no text or no manifest is answered with what is wrong", async () => {
    harbor = await openHarbor();
    const card = await startLab();
    await play(card, { "<!here>.yaml": config("web", "x".repeat(20_000)) });
    expect((await replies(card)).at(-1)).toBe(
      "&lt;!here&gt;.yaml has 20 KB, and a lab takes 16 KB: cut it to what you change.",
    );
    await play(card, { "bytes.json": Uint8Array.from([0xff, 0xfe, 0x00, 0x41]) });
    expect((await replies(card)).at(-1)).toContain("bytes.json is no text");
    await play(card, { "values.yaml": "replicas: 3\n" });
    expect((await replies(card)).at(-1)).toMatch(/error: .*apiVersion not set|error validating/);
    await play(card, { "fine.yaml": config("fine") });
    expect((await replies(card)).at(-1)).toContain("configmap/fine created");
  }, 60_000);

  test("cannot be read where that is not granted, which is said", async () => {
    const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
    manifest.oauth_config.scopes.bot_optional = [];
    const file = join(mkdtempSync(join(tmpdir(), "shipmate-manifest-")), "manifest.json");
    writeFileSync(file, JSON.stringify(manifest));
    harbor = await openHarbor({ LOG_LEVEL: "warn" }, file);
    const card = await startLab();
    await play(card, { "web.yaml": config("web") });
    expect((await replies(card)).at(-1)).toContain("`files:read` is not granted");
  }, 60_000);
});
