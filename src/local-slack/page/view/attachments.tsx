/** The files that are to go with what one writes: chosen, dropped on the pane, or pasted. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX, RefObject } from "preact";
import { sizeOf } from "../text/size.ts";
import { Icon } from "./icon.tsx";
import { useWorkspace } from "./workspace.ts";

/** The server takes no more either. */
const LARGEST = 8 * 1024 * 1024;
const MOST = 10;

export type Attached = {
  files: readonly File[];
  add(more: FileList | readonly File[]): void;
  take(file: File): void;
  set(files: readonly File[]): void;
};

/** `form` is the composer's: what is dropped anywhere on its pane is attached. */
export function useAttached(form: RefObject<HTMLFormElement>): Attached {
  const { tell } = useWorkspace();
  const [files, set] = useState<readonly File[]>([]);
  const add = (more: FileList | readonly File[]): void => {
    const all = [...more];
    for (const { name, size } of all.filter((file) => file.size > LARGEST))
      tell("error", `${name} has ${sizeOf(size)}; a file may have at most ${sizeOf(LARGEST)}.`);
    const taken = all.filter(({ size }) => size <= LARGEST);
    if (files.length + taken.length > MOST) tell("error", `A message shares at most ${MOST} files.`);
    set([...files, ...taken].slice(0, MOST));
  };
  useDrop(form, add);
  return { files, add, take: (file) => set(files.filter((each) => each !== file)), set };
}

function useDrop(form: RefObject<HTMLFormElement>, add: Attached["add"]): void {
  const newest = useRef(add);
  newest.current = add;
  useEffect(() => {
    const pane = form.current?.closest<HTMLElement>("main, aside");
    if (!pane) return undefined;
    const show = (dropping: boolean): void => void pane.classList.toggle("dropping", dropping);
    const onOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      show(true);
    };
    const onLeave = ({ relatedTarget }: DragEvent): void => {
      if (!pane.contains(relatedTarget as Node | null)) show(false);
    };
    const onDrop = (event: DragEvent): void => {
      show(false);
      if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      newest.current(event.dataTransfer.files);
    };
    pane.addEventListener("dragover", onOver);
    pane.addEventListener("dragleave", onLeave);
    pane.addEventListener("drop", onDrop);
    return () => {
      pane.removeEventListener("dragover", onOver);
      pane.removeEventListener("dragleave", onLeave);
      pane.removeEventListener("drop", onDrop);
    };
  }, []);
}

export function Attachments({ files, onTake }: { files: readonly File[]; onTake: (file: File) => void }): JSX.Element {
  return (
    <ul class="attachments" aria-label="Attached files">
      {files.map((file, index) => (
        <li key={`${index} ${file.name}`} class="chip">
          <Icon name="file" /> <span>{file.name}</span> <span class="quiet">{sizeOf(file.size)}</span>
          <button type="button" class="icon-button" aria-label={`Remove ${file.name}`} onClick={() => onTake(file)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

export function AttachButton({ onAdd }: { onAdd: Attached["add"] }): JSX.Element {
  return (
    <label class="icon-button file-button" title="Attach files">
      <Icon name="clip" />
      <input
        type="file"
        multiple
        aria-label="Attach files"
        onChange={({ currentTarget }) => {
          onAdd(currentTarget.files ?? []);
          currentTarget.value = "";
        }}
      />
    </label>
  );
}
