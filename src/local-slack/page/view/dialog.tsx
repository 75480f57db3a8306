/** A modal dialog: named, focus kept inside, Escape closes, focus goes back to where it came from. */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./icon.tsx";

type DialogProps = {
  title: string;
  onClose: () => void;
  closeLabel?: string;
  small?: boolean;
  children: ComponentChildren;
  /** False for a dialog that another one covers. */
  top?: boolean;
};

export const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';

export function Dialog({
  title,
  onClose,
  closeLabel = "Close",
  small = false,
  top = true,
  children,
}: DialogProps): JSX.Element {
  const ref = useRef<HTMLDivElement>(null);
  const titleId = useId();
  // Asked while drawing: once the page behind is inert, nothing there has the focus any more.
  const [before] = useState(() => document.activeElement);
  // At once, not after the next frame: a key that is pressed meanwhile belongs to the dialog.
  useLayoutEffect(() => {
    firstToFocus(ref.current)?.focus();
    // Later, because the page behind is still inert while this dialog goes.
    return () => void setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus());
  }, []);
  // The app may replace the view: what had the focus is gone then, and the keyboard with it.
  useLayoutEffect(() => {
    if (top && !ref.current?.contains(document.activeElement)) firstToFocus(ref.current)?.focus();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape") onClose();
    if (event.key === "Tab") keepInside(event, ref.current);
  };
  return (
    <div class={`veil ${small ? "small" : ""}`} inert={!top}>
      <div
        class="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        ref={ref}
        onKeyDown={onKeyDown}
      >
        <header class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          {!small && (
            <button type="button" class="icon-button" aria-label={closeLabel} onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </div>
  );
}

/** What the view asks for, otherwise its first field, otherwise the dialog itself: never the close button. */
function firstToFocus(dialog: HTMLElement | null): HTMLElement | null {
  return (
    dialog?.querySelector<HTMLElement>("[data-focus]") ??
    dialog?.querySelector<HTMLElement>("input, select, textarea, .confirm .primary, .confirm .danger") ??
    dialog
  );
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement | null): void {
  const all = [...(dialog?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter(
    (element) => element.offsetParent !== null,
  );
  const [first, last] = [all[0], all.at(-1)];
  const edge = event.shiftKey ? first : last;
  const atEdge = document.activeElement === edge || (event.shiftKey && document.activeElement === dialog);
  if (!atEdge || first === undefined) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
