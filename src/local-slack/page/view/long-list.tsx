/** A list of messages, however many: drawn in part, walked through with the arrow keys, one stop for the Tab key. */
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./icon.tsx";
import { useWindow, type Windowed } from "./use-window.ts";

type LongListProps = {
  label: string;
  /** One a row, oldest first. */
  keys: readonly string[];
  /** `tabs`: whether the Tab key stops at this row. */
  draw: (index: number, tabs: boolean) => JSX.Element;
  head?: ComponentChildren;
  foot?: ComponentChildren;
  /** A row to go to; a new object goes there again. */
  reveal?: { ts: string } | undefined;
  /** Is given the way to the end, for the composer. */
  handle?: (toBottom: () => void) => void;
};

export function LongList(props: LongListProps): JSX.Element {
  const { label, keys, draw, head, foot, reveal, handle } = props;
  const list = useWindow(keys);
  const { range } = list;
  const [active, setActive] = useState("");
  const shown = keys.slice(range.from, range.to);
  const stop = shown.includes(active) ? active : shown.at(-1);
  useEffect(() => handle?.(list.toBottom), []);
  useEffect(() => {
    if (reveal !== undefined) list.show(reveal.ts, "center");
  }, [reveal]);
  return (
    <>
      <div
        class="list"
        ref={list.scroller}
        tabIndex={-1}
        role="log"
        aria-live="off"
        aria-label={label}
        onKeyDown={(event) => walk(event, keys, list)}
        onFocusIn={({ target }) => setActive(keyOf(target) ?? active)}
      >
        <div class="list-inner">
          {head}
          <div style={{ height: `${list.above}px` }} />
          <div ref={list.rows}>
            {shown.map((key, at) => (
              <div key={key} data-key={key} class="row">
                {draw(range.from + at, key === stop)}
              </div>
            ))}
          </div>
          <div style={{ height: `${list.below}px` }} />
          {foot}
        </div>
      </div>
      {!list.atBottom && (
        <button type="button" class="button small newest" onClick={list.toBottom}>
          <Icon name="down-arrow" /> Newest
        </button>
      )}
    </>
  );
}

function keyOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-key]")?.dataset["key"] : undefined;
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** Only from a message itself: within one, the arrows belong to its fields and menus. */
function walk(event: KeyboardEvent, keys: readonly string[], list: Windowed): void {
  const key = keyOf(event.target);
  if (key === undefined || !(event.target as Element).matches("article")) return;
  const step = STEPS[event.key];
  // In a thread Escape closes it; in a channel it leads back to where one writes.
  if (event.key === "Escape") (event.target as Element).closest("main")?.querySelector("textarea")?.focus();
  if (step === undefined) return;
  event.preventDefault();
  const to = keys[Math.max(0, Math.min(keys.length - 1, step(keys.indexOf(key), keys.length - 1)))];
  if (to !== undefined) list.show(to, "nearest");
}
