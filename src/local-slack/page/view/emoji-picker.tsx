/** A choice of emoji: the usual ones at once, all others by their name. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { emojiSuggestions } from "../state/compose.ts";
import { allEmoji } from "../text/emoji.ts";
import { Emoji } from "../text/emoji-view.tsx";
import { Icon } from "./icon.tsx";

const USUAL = "thumbsup heart tada eyes white_check_mark thinking_face joy pray rocket 100 wave ship".split(" ");
const MOST = 48;

type PickerProps = { label: string; onChoose: (name: string) => void };

export function EmojiButton({ label, onChoose }: PickerProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    ref.current?.querySelector("button")?.focus();
  };
  return (
    <div
      class="menu-place"
      ref={ref}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        event.preventDefault();
        close();
      }}
      onFocusOut={(event) => {
        if (!ref.current?.contains(event.relatedTarget as Element | null)) setOpen(false);
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="react" />
      </button>
      {open && (
        <Picker
          onChoose={(name) => {
            close();
            onChoose(name);
          }}
        />
      )}
    </div>
  );
}

function Picker({ onChoose }: { onChoose: (name: string) => void }): JSX.Element {
  const [typed, setTyped] = useState("");
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const found = emojiSuggestions(allEmoji(), typed.trim().toLowerCase().replaceAll(" ", "_"));
  const names = typed.trim() === "" ? USUAL : found.slice(0, MOST).map(({ insert }) => insert.slice(1, -2));
  return (
    <div class="menu picker" role="dialog" aria-label="Emoji">
      <input
        ref={ref}
        class="field text"
        type="search"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (names[0] !== undefined) onChoose(names[0]);
        }}
      />
      <div class="palette" onKeyDown={walk}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={name.replaceAll("_", " ")}
            title={`:${name}:`}
            onClick={() => onChoose(name)}
          >
            <Emoji name={name} />
          </button>
        ))}
        {names.length === 0 && <p class="quiet">None is called so.</p>}
      </div>
    </div>
  );
}

function walk(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  event.preventDefault();
  all[(at + step + all.length) % all.length]?.focus();
}
