/** A question before something that cannot be undone. */
import type { JSX } from "preact";
import { Dialog } from "./dialog.tsx";

type QuestionProps = {
  title: string;
  text: JSX.Element | string;
  yes: string;
  no?: string;
  danger?: boolean;
  onYes: () => void;
  onNo: () => void;
};

export function Question({ title, text, yes, no = "Cancel", danger = false, onYes, onNo }: QuestionProps): JSX.Element {
  return (
    <Dialog title={title} onClose={onNo} small>
      <div class="dialog-body">{typeof text === "string" ? <p>{text}</p> : text}</div>
      <footer class="dialog-foot confirm">
        <button type="button" class="button" onClick={onNo}>
          {no}
        </button>
        <button type="button" class={`button ${danger ? "danger" : "primary"}`} onClick={onYes}>
          {yes}
        </button>
      </footer>
    </Dialog>
  );
}
