/** A text file that somebody brought, fetched from Slack: of bounded size, and nothing but text. */
import type { WebClient } from "@slack/web-api";
import { outcomeOf } from "./outcome.ts";

/** A file of a message, as its event tells of it. */
export type Brought = { id: string; name: string; isSnippet: boolean };

/** What a lab reads of one message; a manifest that people write is a tenth of it. */
const LARGEST_KB = 16;
const TIMEOUT_MS = 10_000;

type Read = { text: string } | { problem: string };

/** The file's text, or why it cannot be had, as a sentence for whoever brought it. Rejects when Slack cannot be reached. */
export async function readTextFile(client: WebClient, { id, name }: Brought): Promise<Read> {
  const known = await lookUp(client, id);
  if ("problem" in known) return known;
  const { size = 0, is_external: isElsewhere } = known.file;
  const url = known.file.url_private_download ?? known.file.url_private ?? "";
  if (isElsewhere || !isSlacks(url, client.slackApiUrl))
    return { problem: `${name} is kept outside Slack, where I do not read: paste it as text.` };
  if (size > LARGEST_KB * 1024)
    return {
      problem: `${name} has ${Math.ceil(size / 1024)} KB, and a lab takes ${LARGEST_KB} KB: cut it to what you change.`,
    };
  return readAs(name, await fetchBytes(url, client.token ?? ""));
}

function readAs(name: string, bytes: Uint8Array | undefined): Read {
  if (bytes && bytes.length > LARGEST_KB * 1024)
    return { problem: `${name} has more than it said, and more than the ${LARGEST_KB} KB that a lab takes.` };
  if (bytes === undefined) return { problem: `Slack does not hand ${name} out: share it again, or paste it as text.` };
  const text = textOf(bytes);
  return text === undefined ? { problem: `${name} is no text, such as YAML or JSON in UTF-8.` } : { text };
}

type Known = NonNullable<Awaited<ReturnType<WebClient["files"]["info"]>>["file"]>;

async function lookUp(client: WebClient, id: string): Promise<{ file: Known } | { problem: string }> {
  try {
    const { file } = await client.files.info({ file: id });
    return file ? { file } : { problem: "The file is not there any more." };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.kind !== "refused") throw error;
    if (outcome.error === "missing_scope")
      return { problem: "I may not read files in this workspace (`files:read` is not granted): paste it as text." };
    return { problem: `Slack does not show me the file (${outcome.error}): paste it as text.` };
  }
}

/** Our token goes to Slack's own hosts, or to where Slack's API is said to be, and nowhere else. */
function isSlacks(url: string, api: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return origin === new URL(api).origin || (protocol === "https:" && /(^|\.)slack\.com$/.test(hostname));
}

/** Undefined when it is not given: Slack sends whoever may not see a file to a page for logging in. */
async function fetchBytes(url: string, token: string): Promise<Uint8Array | undefined> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!response.ok || isPage || !response.body) {
    await response.body?.cancel();
    return undefined;
  }
  return atMost(response.body, LARGEST_KB * 1024);
}

/** The bytes, and not many more than the bound where it is passed: whatever size was promised. */
async function atMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // Bytes that happen to be UTF-8, but that nobody wrote.
    return /[^\P{Cc}\s]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
