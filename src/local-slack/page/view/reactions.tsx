/** Reactions under a message, and the small choice of new ones. */
import type { JSX } from "preact";
import type { Message } from "../../protocol.ts";
import { Emoji } from "../text/emoji-view.tsx";
import { authorOf } from "./author.tsx";
import { EmojiButton } from "./emoji-picker.tsx";
import { useWorkspace } from "./workspace.ts";

export function Reactions({ message }: { message: Message }): JSX.Element | null {
  const workspace = useWorkspace();
  const { me, act } = workspace;
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <div class="reactions">
      {reactions.map(({ name, users }) => {
        const mine = users.includes(me.id);
        const names = users.map((user) => authorOf(workspace, user).name).join(", ");
        return (
          <button
            key={name}
            type="button"
            class="reaction"
            aria-pressed={mine}
            aria-label={`${name.replaceAll("_", " ")}, ${users.length}: ${names}`}
            title={`${names} reacted with :${name}:`}
            onClick={() => void act("react", { channel: message.channel, ts: message.ts, name, remove: mine })}
          >
            <Emoji name={name} /> {users.length}
          </button>
        );
      })}
    </div>
  );
}

export function ReactButton({ message }: { message: Message }): JSX.Element {
  const { act, me } = useWorkspace();
  const react = (name: string): void => {
    const mine =
      message.reactions?.some((reaction) => reaction.name === name && reaction.users.includes(me.id)) ?? false;
    void act("react", { channel: message.channel, ts: message.ts, name, ...(mine ? { remove: true } : {}) });
  };
  return <EmojiButton label="Add a reaction" onChoose={react} />;
}
