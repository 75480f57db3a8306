/** What the workspace has to say to the person: shown for a while, said aloud. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Notice } from "../state/fold.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = { info: 6000, error: 12_000 };

export function Notices({
  notices,
  onDone,
}: {
  notices: readonly Notice[];
  onDone: (id: number) => void;
}): JSX.Element {
  return (
    <div class="notices">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} onDone={onDone} />
      ))}
    </div>
  );
}

function Toast({ notice, onDone }: { notice: Notice; onDone: (id: number) => void }): JSX.Element {
  useEffect(() => {
    const timer = setTimeout(() => onDone(notice.id), SHOWN_MS[notice.level]);
    return () => clearTimeout(timer);
  }, [notice.id]);
  return (
    <div class={`notice ${notice.level}`} role={notice.level === "error" ? "alert" : "status"}>
      <Icon name={notice.level === "error" ? "alert" : "info"} />
      <p>{notice.text}</p>
      <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => onDone(notice.id)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
