// Image blocks that name an uploaded file: Slack takes them once it has worked on the file, and only pictures.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, STUDY } from "./control.ts";
import { rawCall } from "./raw-api.ts";
import { openApi, type Api } from "./web-api.ts";

let api: Api;
beforeAll(async () => void (api = await openApi()));
afterAll(() => api.close());

type File = { id: string; mimetype: string; filetype: string };

async function upload(filename: string): Promise<File> {
  const answer = await api.client.filesUploadV2({ file: Buffer.from("bytes"), filename, title: "A" });
  return (answer as unknown as { files: { files: File[] }[] }).files[0]!.files[0]!;
}

async function workedOn({ id }: File): Promise<File> {
  for (;;) {
    const { file } = (await api.call("files.info", { file: id })) as unknown as { file: File };
    if (file.mimetype !== "") return file;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What Slack says to a message with this picture: its complaint, or nothing. */
async function said(slack_file: object, place: "block" | "accessory" = "block"): Promise<string> {
  const picture = { type: "image", slack_file, alt_text: "a line" };
  const text = { type: "plain_text", text: "Words" };
  const blocks = place === "block" ? [picture] : [{ type: "section", text, accessory: picture }];
  const {
    ok,
    error,
    response_metadata: more,
  } = await rawCall(api.slack, "chat.postMessage", {
    channel: STUDY,
    text: "look",
    blocks,
  });
  return ok ? "" : `${error} ${more?.messages?.join()}`;
}

const refusal = (pointer: string) => `invalid_blocks [ERROR] invalid slack file [json-pointer:${pointer}]`;

test("a picture is shown once Slack has worked on it; it is in no channel before", async () => {
  const file = await upload("chart.png");
  expect([file.mimetype, file.filetype]).toEqual(["", ""]);
  expect(await said({ id: file.id })).toBe(refusal("/blocks/0/slack_file"));
  expect(await workedOn(file)).toMatchObject({ mimetype: "image/png", filetype: "png" });
  expect(await said({ id: file.id })).toBe("");
  expect(await said({ url: `https://any.example/files/${file.id}` }, "accessory")).toBe("");
  const shown = await api.slack.messages(`user=${ADA}&channel=${STUDY}`);
  expect(shown.filter(({ files }) => files)).toEqual([]);
});

test("no other file is a picture, and no file is none", async () => {
  const text = await workedOn(await upload("notes.txt"));
  expect(await said({ id: text.id }, "accessory")).toBe(refusal("/blocks/0/accessory/slack_file"));
  expect(await said({ id: "F404" })).toBe(refusal("/blocks/0/slack_file"));
  const { file_id } = await api.call("files.getUploadURLExternal", { filename: "a.png", length: 5 });
  expect(await said({ id: file_id })).toBe(refusal("/blocks/0/slack_file"));
});
