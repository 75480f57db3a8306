/** Keys that work everywhere on the page. */
import { useEffect } from "preact/hooks";

type PageKeys = { search: () => void; keys: () => void; tools: () => void };

export function usePageKeys({ search, keys, tools }: PageKeys, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const does = actionOf(event, { search, keys, tools });
      if (does === undefined) return;
      event.preventDefault();
      does();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}

function actionOf(event: KeyboardEvent, { search, keys, tools }: PageKeys): (() => void) | undefined {
  const key = `${event.ctrlKey || event.metaKey ? "Ctrl " : ""}${event.altKey ? "Alt " : ""}${event.key}`;
  const anywhere: Record<string, () => void> = {
    "Ctrl k": search,
    "Ctrl .": tools,
    "Ctrl /": keys,
    "Alt ArrowUp": () => stepPlace(-1),
    "Alt ArrowDown": () => stepPlace(1),
    F6: () => nextPart(event.shiftKey ? -1 : 1),
  };
  return anywhere[key] ?? (key === "?" && !isTyping(event.target) ? keys : undefined);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
}

function stepPlace(step: number): void {
  const all = [...document.querySelectorAll<HTMLElement>(".place")];
  const at = all.findIndex((place) => place.ariaCurrent === "page");
  all[(at + step + all.length) % all.length]?.click();
}

/** Sidebar, channel, thread, tools: round and round, each at the place where one would begin. */
function nextPart(step: number): void {
  const parts = [...document.querySelectorAll<HTMLElement>("nav.sidebar, main, aside.thread, section.tools")].filter(
    (part) => part.checkVisibility(),
  );
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = parts[(at + step + parts.length) % parts.length];
  next
    ?.querySelector<HTMLElement>(".place[aria-current], .composer textarea, [role=tab][aria-selected=true], .place")
    ?.focus();
}
