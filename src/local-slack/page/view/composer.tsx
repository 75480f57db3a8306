/** Where one writes: Enter sends, Shift and Enter makes a line, "/", "@", "#" and ":" complete. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel } from "../../protocol.ts";
import { accept, commandBeingTyped, complete, type Completion, type Suggestion } from "../state/compose.ts";
import { allEmoji } from "../text/emoji.ts";
import { Attachments, useAttached } from "./attachments.tsx";
import { ComposerTools } from "./composer-tools.tsx";
import { draftOf, keepDraft, onFilled } from "./drafts.ts";
import { Icon } from "./icon.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useSend } from "./use-send.ts";
import { useWorkspace } from "./workspace.ts";

type ComposerProps = { channel: Channel; label: string; thread?: string; onSent: () => void };

export function Composer({ channel, label, thread = "", onSent }: ComposerProps): JSX.Element {
  const { app, people, channels } = useWorkspace();
  const key = thread === "" ? channel.id : `${channel.id}/${thread}`;
  const [text, setText] = useState(() => draftOf(key));
  const [completion, setCompletion] = useState<Completion>();
  const [chosen, setChosen] = useState(0);
  const ref = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const form = useRef<HTMLFormElement>(null);
  const attached = useAttached(form);
  const send = useSend(channel, thread);

  const write = (next: string, caret: number): void => {
    keepDraft(key, next);
    setText(next);
    setCompletion(
      complete(next, caret, { commands: thread === "" ? app.commands : [], people, channels, emoji: allEmoji() }),
    );
    setChosen(0);
  };
  useEffect(
    () =>
      onFilled(key, (filled) => {
        write(filled, filled.length);
        ref.current?.focus();
      }),
    [key],
  );
  useGrowing(ref, text);
  // The caret can only be put where it belongs once the new text is there.
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current !== null) ref.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);

  const take = (suggestion: Suggestion | undefined): void => {
    if (completion === undefined || suggestion === undefined) return;
    const done = accept(text, completion, suggestion);
    write(done.text, done.caret);
    setCompletion(undefined);
    caret.current = done.caret;
    ref.current?.focus();
  };
  const submit = async (): Promise<void> => {
    const written = { text, files: attached.files };
    ref.current?.focus();
    const sent = await send(written, () => {
      write("", 0);
      attached.set([]);
      onSent();
    });
    // Whoever wrote on meanwhile keeps that.
    if (sent || draftOf(key) !== "") return;
    write(text, text.length);
    attached.set(written.files);
  };
  const insert = (piece: string): void => {
    const at = ref.current?.selectionStart ?? text.length;
    write(text.slice(0, at) + piece + text.slice(at), at + piece.length);
    setCompletion(undefined);
    caret.current = at + piece.length;
    ref.current?.focus();
  };
  const doneBy: Record<Key, () => void> = {
    leave: () => lastMessage(ref.current)?.focus(),
    send: () => void submit(),
    take: () => take(completion?.items[chosen]),
    close: () => setCompletion(undefined),
    next: () => setChosen((chosen + 1) % (completion?.items.length ?? 1)),
    previous: () => setChosen((chosen || (completion?.items.length ?? 1)) - 1),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const pressed = event.isComposing ? undefined : keyOf(event, completion !== undefined, text === "");
    if (pressed === undefined) return;
    event.preventDefault();
    doneBy[pressed]();
  };
  const usage = completion === undefined && thread === "" ? commandBeingTyped(text, app.commands) : undefined;

  return (
    <form
      ref={form}
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {completion !== undefined && <Suggestions id={listId} completion={completion} chosen={chosen} onTake={take} />}
      {usage !== undefined && (
        <p class="usage">
          <b>{usage.command}</b> {usage.usage_hint} <span class="quiet">{usage.description}</span>
        </p>
      )}
      {attached.files.length > 0 && <Attachments files={attached.files} onTake={attached.take} />}
      <textarea
        ref={ref}
        rows={1}
        value={text}
        aria-label={label}
        placeholder={label}
        spellcheck
        aria-autocomplete="list"
        {...(completion === undefined
          ? {}
          : { "aria-controls": listId, "aria-activedescendant": `${listId}-${chosen}` })}
        onInput={({ currentTarget }) => write(currentTarget.value, currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = event.clipboardData?.files ?? [];
          if (files.length === 0) return;
          event.preventDefault();
          attached.add(files);
        }}
        onBlur={() => setCompletion(undefined)}
      />
      <ComposerTools onInsert={insert} onAttach={attached.add} channel={channel} inThread={thread !== ""} />
      <button type="submit" class="send" aria-label="Send" disabled={text.trim() === "" && attached.files.length === 0}>
        <Icon name="send" />
      </button>
    </form>
  );
}

type Key = "send" | "take" | "close" | "next" | "previous" | "leave";

const COMPLETING: Record<string, Key> = {
  Enter: "take",
  Tab: "take",
  Escape: "close",
  ArrowDown: "next",
  ArrowUp: "previous",
};

/** What a key does here, if it does anything but write. */
function keyOf(event: KeyboardEvent, completes: boolean, isEmpty: boolean): Key | undefined {
  if (event.shiftKey || event.altKey) return undefined;
  if (completes) return COMPLETING[event.key];
  if (event.key === "ArrowUp" && isEmpty) return "leave";
  return event.key === "Enter" ? "send" : undefined;
}

/** From an empty composer the arrow goes up into the messages. */
function lastMessage(area: HTMLElement | null): HTMLElement | undefined {
  return [...(area?.closest("main, aside")?.querySelectorAll<HTMLElement>(".row article") ?? [])].at(-1);
}

/** As tall as its text, up to a limit that the stylesheet sets. */
function useGrowing(ref: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const area = ref.current;
    if (area === null) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
}
