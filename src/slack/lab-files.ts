/** A manifest that is brought into a lab's thread as a file or a snippet is played as if it were pasted. */
import type { LabRecord } from "../school/labs.ts";
import type { Heard } from "../school/listening.ts";
import type { School } from "../school/school.ts";
import { isAdmin } from "./admin.ts";
import type { Door } from "./door.ts";
import { escapeText } from "./mrkdwn.ts";
import { type Brought, readTextFile } from "./read-file.ts";

/** More in one message are not played. */
const MOST_FILES = 5;
/** What a command can name a file. */
const NAME = /^\w[\w.-]{0,55}\.(?:ya?ml|json)$/;
const MANIFEST = /\.(?:ya?ml|json)$/i;

/** The files of a message event that may be manifests: by their ending, or because somebody made a snippet of them. */
export function manifestsIn({ event }: Record<string, any>): Brought[] {
  const files: Record<string, unknown>[] = Array.isArray(event?.files) ? event.files : [];
  return files
    .map(({ id, name, mode }) => ({ id: String(id), name: String(name), isSnippet: mode === "snippet" }))
    .filter(({ name, isSnippet }) => isSnippet || MANIFEST.test(name))
    .slice(0, MOST_FILES);
}

/**
 * The lab that files are for: it is its thread, and there is nothing beside them but perhaps a command. Who says something about a file
 * speaks to others.
 */
async function labOf(school: School, heard: Heard, files: readonly Brought[]): Promise<LabRecord | undefined> {
  const { team, channel, threadTs, text } = heard;
  if (files.length === 0 || !threadTs) return undefined;
  if (text.trim() !== "" && !school.lab.isCommand(text)) return undefined;
  return school.lab.inThread(team, channel, threadTs);
}

/** Whether a message brings a lab something. */
export async function bringsFiles(school: School, heard: Heard, files: readonly Brought[]): Promise<boolean> {
  return (await labOf(school, heard, files)) !== undefined;
}

/** Plays what a message brings; false when it brings a lab nothing. What cannot be read is said in the thread, and nothing is lost. */
export async function playFiles(door: Door, key: string, heard: Heard, files: readonly Brought[]): Promise<boolean> {
  const lab = await labOf(door.school, heard, files);
  if (!lab) return false;
  for (const [at, file] of files.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- in the order in which they stand in the message
    await playFile(door, lab, at === 0 ? key : `${key}:${at + 1}`, heard, file);
  }
  return true;
}

async function playFile(door: Door, lab: LabRecord, key: string, heard: Heard, file: Brought): Promise<void> {
  const { school } = door;
  const { team, channel, threadTs = "", user: person } = heard;
  const read = await readTextFile(door.client, file);
  const message = "problem" in read ? read : messageFor(school, lab, heard.text, file, read.text);
  if (message === undefined) return;
  if ("problem" in message) {
    const content = { kind: "note", text: escapeText(message.problem) } as const;
    return school.say({ id: `reply:${key}`, team, destination: { kind: "message", channel, threadTs }, content });
  }
  const said = { key, team, channel, threadTs, person, text: message.message };
  return school.lab.say(lab, { ...said, isAdmin: () => isAdmin(door, person) });
}

/** The command that was typed with the file below it, or the one that a manifest is for; nothing for a snippet of something else. */
function messageFor(
  school: School,
  lab: LabRecord,
  typed: string,
  { name, isSnippet }: Brought,
  text: string,
): ReturnType<School["lab"]["readPaste"]> | undefined {
  if (isSnippet && typed.trim() === "") {
    // Slack makes a snippet of what is too long for a message: a command with its manifest, or a log.
    if (school.lab.isCommand(text)) return { message: escapeText(text) };
    if (!school.lab.isCommand(`\`\`\`\n${text}\n\`\`\``)) return undefined;
  }
  const pasted = school.lab.readPaste(lab, { text, file: NAME.test(name) ? name : "" });
  if ("problem" in pasted || typed.trim() === "") return pasted;
  // The first line is the command that readPaste would have chosen.
  return { message: `${typed.trim()}${pasted.message.slice(pasted.message.indexOf("\n"))}` };
}
