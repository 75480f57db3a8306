/** A person's own message while it is changed, in its place. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Message } from "../../protocol.ts";
import { asTyped } from "../state/compose.ts";
import { useWorkspace } from "./workspace.ts";

export function EditMessage({ message, onDone }: { message: Message; onDone: () => void }): JSX.Element {
  const workspace = useWorkspace();
  const [text, setText] = useState(() => asTyped(message.text, workspace));
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.setSelectionRange(text.length, text.length);
  }, []);
  const save = async (): Promise<void> => {
    if (text.trim() === "") return;
    const answer = await workspace.act("edit", { channel: message.channel, ts: message.ts, text });
    if (answer.ok) onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onDone();
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <form
      class="edit-message"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={ref}
        class="field text"
        rows={Math.min(8, text.split("\n").length)}
        aria-label="Edit message"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class="edit-foot">
        <button type="button" class="button small" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" class="button small primary" disabled={text.trim() === ""}>
          Save changes
        </button>
      </p>
    </form>
  );
}
