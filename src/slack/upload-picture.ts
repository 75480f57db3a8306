/** One picture, uploaded and worked on by Slack: only then can a message show it. */
import type { WebClient } from "@slack/web-api";
import type { Picture } from "../lab/picture.ts";
import { outcomeOf } from "./outcome.ts";

/** Slack's limits for what a file is called and what it shows. */
const LONGEST_TITLE = 200;
const LONGEST_ALT = 1_000;
const MOST_ATTEMPTS = 3;
const PAUSE_MS = 1_000;
/** Slack works on a file after the upload is complete, and names its kind when it is done. */
const LOOK_EVERY_MS = 250;
const MOST_LOOKS = 20;

/** Resolves with the file's id; rejects with what Slack said. What an attempt that broke off left behind nobody sees. */
export async function uploadPicture(client: WebClient, png: Uint8Array, picture: Picture): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await uploadOnce(client, png, picture);
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === "refused" || attempt === MOST_ATTEMPTS) throw error;
      await pause(outcome.kind === "rate-limited" ? outcome.retryAfterMs : PAUSE_MS * attempt);
    }
  }
}

async function uploadOnce(client: WebClient, png: Uint8Array, { title, text }: Picture): Promise<string> {
  const uploaded = await client.filesUploadV2({
    file: Buffer.from(png),
    filename: "lab.png",
    title: title.slice(0, LONGEST_TITLE),
    alt_text: text.slice(0, LONGEST_ALT),
  });
  const [file] = (uploaded as { files?: { files?: UploadedFile[] }[] }).files?.[0]?.files ?? [];
  if (!file?.id) throw new Error("Slack took the picture and named no file");
  if (!file.mimetype) await untilWorkedOn(client, file.id);
  return file.id;
}

type UploadedFile = { id?: string; mimetype?: string };

/** Looking takes the scope files:read; without it the time that Slack usually needs is waited. */
async function untilWorkedOn(client: WebClient, id: string): Promise<void> {
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    await pause(LOOK_EVERY_MS);
    try {
      const { file } = await client.files.info({ file: id });
      if (file?.mimetype) return;
    } catch (error) {
      if (outcomeOf(error).kind === "refused") return pause(PAUSE_MS);
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
