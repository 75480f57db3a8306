/** Files given in a form: taken to the workspace when they are chosen, named in the state when it is sent. */
import { useId, useState } from "preact/hooks";
import type { JSX } from "preact";
import { problemOf, uploadFile, type Uploaded } from "../state/control.ts";
import { Icon } from "../view/icon.tsx";
import { useSurface } from "../view/surface.ts";
import { useWorkspace } from "../view/workspace.ts";
import { naming, type ElementProps } from "./props.ts";
import { actionIdOf, contentOf, holding, type ElementValue } from "./values.ts";

export function FileInput(props: ElementProps): JSX.Element {
  const { element, blockId } = props;
  const { me, tell } = useWorkspace();
  const { state, hold } = useSurface();
  const [busy, setBusy] = useState(false);
  const listId = useId();
  const held = (contentOf(state[blockId]?.[actionIdOf(element)] as ElementValue | undefined) ?? []) as Uploaded[];
  const most = Number(element["max_files"] ?? 10);
  const endings = (element["filetypes"] as string[] | undefined) ?? [];
  const keep = (files: Uploaded[]): void => hold(blockId, element, holding(element.type, files));
  const bring = async (chosen: readonly File[]): Promise<void> => {
    setBusy(true);
    const answers = await Promise.all(chosen.slice(0, most - held.length).map((file) => uploadFile(me.id, file)));
    setBusy(false);
    for (const answer of answers) if (answer.file === undefined) tell("error", problemOf(answer));
    keep([...held, ...answers.flatMap(({ file }) => file ?? [])]);
  };
  return (
    <div class="file-input">
      <ul id={listId} class="attachments" aria-label="Chosen files">
        {held.map((file) => (
          <li key={file.id} class="chip">
            <Icon name="file" /> <span>{file.name}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove ${file.name}`}
              onClick={() => keep(held.filter((each) => each !== file))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {held.length < most && (
        <input
          type="file"
          class="field"
          multiple={most > 1}
          accept={endings.map((ending) => `.${ending}`).join(",")}
          disabled={busy}
          {...naming(props, "Choose a file")}
          onChange={({ currentTarget }) => {
            void bring([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
      )}
    </div>
  );
}
