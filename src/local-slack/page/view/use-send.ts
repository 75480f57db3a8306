/** Sends what was written, as a message with its files or as a command. What is refused comes back to where it was written. */
import type { Channel } from "../../protocol.ts";
import { readDraft } from "../state/compose.ts";
import { problemOf, uploadFile } from "../state/control.ts";
import { useWorkspace } from "./workspace.ts";

export type Written = { text: string; files: readonly File[] };

/** Resolves to false when nothing was sent; `leave` is called as soon as it is on its way. */
export type Send = (written: Written, leave: () => void) => Promise<boolean>;

export function useSend(channel: Channel, thread: string): Send {
  const { app, me, act, tell } = useWorkspace();
  const refuse = (reason: string): false => {
    tell("error", reason);
    return false;
  };

  async function say(text: string, files: readonly File[]): Promise<boolean> {
    const ids: string[] = [];
    for (const file of files) {
      // oxlint-disable-next-line no-await-in-loop -- in the order in which they were chosen
      const answer = await uploadFile(me.id, file);
      if (answer.file === undefined) return refuse(problemOf(answer));
      ids.push(answer.file.id);
    }
    const where = { channel: channel.id, ...(thread === "" ? {} : { thread_ts: thread }) };
    return (await act("say", { ...where, text, ...(ids.length === 0 ? {} : { files: ids }) })).ok;
  }

  return async ({ text, files }, leave) => {
    const draft = readDraft(text, app.commands, thread !== "");
    if (draft.kind === "refused") return refuse(draft.reason);
    if (draft.kind === "empty" && files.length === 0) return false;
    if (draft.kind === "command" && files.length > 0)
      return refuse(`${draft.command} takes no files: send them without.`);
    leave();
    if (draft.kind !== "command") return say(draft.kind === "empty" ? "" : draft.text, files);
    return (await act("command", { channel: channel.id, command: draft.command, text: draft.text })).ok;
  };
}
