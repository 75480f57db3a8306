/** The question that an element may ask before it does anything. */
import type { ConfirmationDialog } from "@slack/types";
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { Mrkdwn } from "../text/draw.tsx";
import { Dialog } from "../view/dialog.tsx";
import type { Loose } from "./values.ts";

type Confirmed = [(go: () => void) => void, JSX.Element | null];

/** A function that runs its argument, after asking when the element says so; and the dialog to draw meanwhile. */
export function useConfirmed(element: Loose): Confirmed {
  const [waiting, setWaiting] = useState<{ go: () => void }>();
  const confirm = element["confirm"] as ConfirmationDialog | undefined;
  const ask = (go: () => void): void => {
    if (confirm === undefined) go();
    else setWaiting({ go });
  };
  if (confirm === undefined || waiting === undefined) return [ask, null];
  const close = (): void => setWaiting(undefined);
  const yes = (): void => {
    close();
    waiting.go();
  };
  return [ask, <Question confirm={confirm} onYes={yes} onNo={close} />];
}

type QuestionProps = { confirm: ConfirmationDialog; onYes: () => void; onNo: () => void };

function Question({ confirm, onYes, onNo }: QuestionProps): JSX.Element {
  return (
    <Dialog title={plainText(confirm.title) || "Are you sure?"} onClose={onNo} small>
      <div class="dialog-body">
        {confirm.text.type === "mrkdwn" ? <Mrkdwn text={confirm.text.text} /> : <p>{plainText(confirm.text)}</p>}
      </div>
      <footer class="dialog-foot confirm">
        <button type="button" class="button" onClick={onNo}>
          {plainText(confirm.deny) || "Cancel"}
        </button>
        <button type="button" class={`button ${confirm.style === "danger" ? "danger" : "primary"}`} onClick={onYes}>
          {plainText(confirm.confirm) || "Yes"}
        </button>
      </footer>
    </Dialog>
  );
}
