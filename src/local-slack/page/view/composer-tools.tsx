/** The composer's small buttons: files, an emoji, and what the app offers everywhere. */
import type { JSX } from "preact";
import type { Channel } from "../../protocol.ts";
import { AttachButton, type Attached } from "./attachments.tsx";
import { EmojiButton } from "./emoji-picker.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { useWorkspace } from "./workspace.ts";

type ToolsProps = {
  channel: Channel;
  inThread: boolean;
  onInsert: (text: string) => void;
  onAttach: Attached["add"];
};

export function ComposerTools({ channel, inThread, onInsert, onAttach }: ToolsProps): JSX.Element {
  const { app, act } = useWorkspace();
  const shortcuts: MenuItem[] = (app.shortcuts ?? [])
    .filter(({ type }) => type === "global")
    .map(({ name, callback_id, description }) => ({
      label: name,
      detail: description,
      choose: () => void act("shortcut", { callback_id }),
    }));
  const commands: MenuItem[] = app.commands.map(({ command, description }) => ({
    label: command,
    detail: description,
    choose: () => onInsert(`${command} `),
  }));
  // Commands do not work in threads, in Slack neither.
  const items = [...shortcuts, ...(inThread || channel.is_archived ? [] : commands)];
  return (
    <span class="composer-tools">
      <AttachButton onAdd={onAttach} />
      {items.length > 0 && <Menu label="Shortcuts and commands" icon="bolt" items={items} />}
      <EmojiButton label="Insert an emoji" onChoose={(name) => onInsert(`:${name}: `)} />
    </span>
  );
}
