/** Asks for one line of text. */
import { useId, useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import { Dialog } from "./dialog.tsx";

type AskProps = {
  title: string;
  label: string;
  initial?: string;
  yes: string;
  hint?: string;
  children?: ComponentChildren;
  onDone: (text: string) => void;
  onClose: () => void;
};

export function Ask({ title, label, initial = "", yes, hint, children, onDone, onClose }: AskProps): JSX.Element {
  const [text, setText] = useState(initial);
  const id = useId();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") onDone(text.trim());
        }}
      >
        <div class="dialog-body">
          <label for={id} class="label">
            {label}
          </label>
          <input
            id={id}
            class="field text"
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          {hint !== undefined && <p class="hint">{hint}</p>}
          {children}
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={text.trim() === ""}>
            {yes}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
