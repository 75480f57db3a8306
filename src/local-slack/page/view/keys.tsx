/** What the keyboard does here. */
import type { JSX } from "preact";
import { Dialog } from "./dialog.tsx";

const KEYS: readonly (readonly [string, string])[] = [
  ["Ctrl K", "Search, or go to a channel"],
  ["?", "This list"],
  ["Alt ↑ / Alt ↓", "The channel above or below"],
  ["F6", "The next part of the page"],
  ["↑ in an empty composer", "Into the messages"],
  ["↑ ↓ Home End", "From message to message"],
  ["Enter on a message", "Its thread"],
  ["E on a message of yours", "Change it"],
  ["Tab on a message", "Its buttons"],
  ["Enter / Shift Enter", "Send / a new line"],
  ["/ @ # : while writing", "Commands, people, channels, emoji"],
  ["Esc", "Close the menu, the dialog or the thread; from a message back to the composer"],
  ["Ctrl .", "Builder’s tools"],
];

export function Keys({ onClose }: { onClose: () => void }): JSX.Element {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div class="dialog-body">
        <dl class="keys">
          {KEYS.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
