/** A button that opens a menu: arrows walk through it, Escape and leaving close it, the focus comes back. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export type MenuItem = { label: string; detail?: string; danger?: boolean; choose: () => void };

type MenuProps = {
  label: string;
  items: readonly MenuItem[];
  icon?: IconName;
  class?: string;
  children?: ComponentChildren;
};

export function Menu({ label, items, icon = "more", class: look = "icon-button", children }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) itemsIn(ref.current)[0]?.focus();
  }, [open]);
  const close = (): void => {
    setOpen(false);
    ref.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else walk(event, itemsIn(ref.current));
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (!ref.current?.contains(event.relatedTarget as Element | null)) setOpen(false);
  };
  return (
    <div class="menu-place" ref={ref} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class={look}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {children ?? <Icon name={icon} />}
      </button>
      {open && (
        <div class="menu" role="menu" aria-label={label}>
          {items.map((item, index) => (
            <button
              key={index}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={item.danger === true ? "danger-item" : ""}
              onClick={() => {
                close();
                item.choose();
              }}
            >
              {item.label}
              {item.detail !== undefined && <small>{item.detail}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function walk(event: KeyboardEvent, items: HTMLElement[]): void {
  const step = STEPS[event.key];
  if (step === undefined || items.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  items[step(items.indexOf(document.activeElement as HTMLElement), items.length)]?.focus();
}
