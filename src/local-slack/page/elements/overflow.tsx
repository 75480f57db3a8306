/** The menu behind three dots. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { safeLink } from "../text/safe.ts";
import { Icon } from "../view/icon.tsx";
import { useSurface } from "../view/surface.ts";
import { useConfirmed } from "./confirm.tsx";
import type { Option } from "./options.ts";
import type { ElementProps } from "./props.ts";

export function Overflow({ element, blockId }: ElementProps): JSX.Element {
  const { press } = useSurface();
  const [open, setOpen] = useState(false);
  const [confirmed, dialog] = useConfirmed(element);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) ref.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);
  const choose = (option: Option): void => {
    setOpen(false);
    confirmed(() => {
      const url = safeLink(option.url ?? "");
      if (url !== "") window.open(url, "_blank", "noopener,noreferrer");
      void press(blockId, element, { element_state: { type: "overflow", selected_option: option } });
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
      ref.current?.querySelector("button")?.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, ref.current);
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (!ref.current?.contains(event.relatedTarget as Element | null)) setOpen(false);
  };
  return (
    <div class="overflow" ref={ref} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="button square"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div class="menu" role="menu">
          {(element["options"] as Option[]).map((option, index) => (
            <button key={index} type="button" role="menuitem" onClick={() => choose(option)}>
              {plainText(option.text)}
            </button>
          ))}
        </div>
      )}
      {dialog}
    </div>
  );
}

function move(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  if (items.length === 0) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement as HTMLElement);
  items.at((at + (event.key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
}
