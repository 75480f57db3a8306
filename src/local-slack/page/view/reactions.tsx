/** Reactions under a message, and the small choice of new ones. */
import { useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Message } from "../../protocol.ts";
import { Emoji } from "../text/emoji-view.tsx";
import { authorOf } from "./author.tsx";
import { Icon } from "./icon.tsx";
import { useWorkspace } from "./workspace.ts";

const OFFERED = ["thumbsup", "heart", "tada", "eyes", "white_check_mark", "thinking_face"];

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
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const react = (name: string): void => {
    setOpen(false);
    const mine =
      message.reactions?.some((reaction) => reaction.name === name && reaction.users.includes(me.id)) ?? false;
    void act("react", { channel: message.channel, ts: message.ts, name, ...(mine ? { remove: true } : {}) });
  };
  return (
    <div
      class="react"
      ref={ref}
      onKeyDown={(event) => {
        if (event.key === "Escape") setOpen(false);
      }}
      onFocusOut={(event) => {
        if (!ref.current?.contains(event.relatedTarget as Element | null)) setOpen(false);
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label="Add a reaction"
        title="Add a reaction"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="react" />
      </button>
      {open && (
        <div class="menu palette">
          {OFFERED.map((name) => (
            <button
              key={name}
              type="button"
              aria-label={name.replaceAll("_", " ")}
              title={`:${name}:`}
              onClick={() => react(name)}
            >
              <Emoji name={name} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
