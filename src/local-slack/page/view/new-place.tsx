/** Makes a channel, or a group message of several people and the app. */
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import { idOf, type Answer } from "../state/control.ts";
import { Ask } from "./ask.tsx";
import { Dialog } from "./dialog.tsx";
import { useWorkspace, type Workspace } from "./workspace.ts";

type NewProps = { onClose: () => void };

export function NewChannel({ onClose }: NewProps): JSX.Element {
  const workspace = useWorkspace();
  const [isPrivate, setPrivate] = useState(false);
  const [withApp, setWithApp] = useState(true);
  const create = async (name: string): Promise<void> => {
    const named = name.replace(/^#/, "");
    const answer = await workspace.act("create_channel", { name: named, is_private: isPrivate, with_app: withApp });
    if (answer.ok) enter(workspace, answer, onClose);
  };
  return (
    <Ask
      title="Create a channel"
      label="Name"
      yes="Create"
      hint="Small letters, digits and dashes."
      onDone={(name) => void create(name)}
      onClose={onClose}
    >
      <div class="choices">
        <label>
          <input type="checkbox" checked={isPrivate} onChange={() => setPrivate(!isPrivate)} />
          <span>Private: only those who were added see it</span>
        </label>
        <label>
          <input type="checkbox" checked={withApp} onChange={() => setWithApp(!withApp)} />
          <span>Add {workspace.app.name}</span>
        </label>
      </div>
    </Ask>
  );
}

export function NewGroup({ onClose }: NewProps): JSX.Element {
  const workspace = useWorkspace();
  const { people, me, app } = workspace;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const others = people.filter((person) => !person.is_bot && person.id !== me.id);
  const create = async (): Promise<void> => {
    const answer = await workspace.act("open_group", { with: [...chosen] });
    if (answer.ok) enter(workspace, answer, onClose);
  };
  return (
    <Dialog title="New group message" onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <div class="dialog-body">
          <p class="quiet">You, {app.name} and</p>
          <div class="choices" role="group" aria-label="People">
            {others.map(({ id, real_name }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={() => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
                />
                <span>{real_name}</span>
              </label>
            ))}
          </div>
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={chosen.length === 0}>
            Open
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function enter({ go }: Workspace, answer: Answer, onClose: () => void): void {
  onClose();
  const id = idOf(answer);
  if (id !== undefined) go({ kind: "channel", channel: id, thread: "" });
}
