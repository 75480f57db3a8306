/** The app's open views, the topmost on top; the others wait under it. */
import { useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { OpenView } from "../../protocol.ts";
import { Blocks } from "../blocks/block.tsx";
import { checkInputs } from "../elements/check.ts";
import type { Loose } from "../elements/values.ts";
import { plainText } from "../text/emoji.ts";
import { Dialog } from "./dialog.tsx";
import { SurfaceProvider, useNewSurface } from "./surface.ts";
import { useWorkspace } from "./workspace.ts";

export function Modals({ views, channel }: { views: readonly OpenView[]; channel: string }): JSX.Element {
  return (
    <>
      {views.map((open, index) => (
        <Modal key={open.id} open={open} channel={channel} top={index === views.length - 1} />
      ))}
    </>
  );
}

const NO_ERRORS: Record<string, string> = {};

function Modal({ open, channel, top }: { open: OpenView; channel: string; top: boolean }): JSX.Element {
  const { act } = useWorkspace();
  const { view, id } = open;
  const blocks = view.blocks as unknown as Loose[];
  const container = useMemo(() => ({ view_id: id }), [id]);
  const [found, setFound] = useState(NO_ERRORS);
  const [busy, setBusy] = useState(false);
  const errors = useMemo(() => ({ ...open.errors, ...found }), [open.errors, found]);
  const surface = useNewSurface(container, blocks, { errors, channel });

  const submit = async (): Promise<void> => {
    if (busy) return;
    const refused = checkInputs(blocks, surface.state);
    setFound(refused);
    if (Object.keys(refused).length > 0) return;
    setBusy(true);
    const answer = await act("submit", { view_id: id, state: surface.state });
    setBusy(false);
    setFound(answer.errors ?? NO_ERRORS);
  };
  const close = (): void => void act("close", { view_id: id });

  return (
    <Dialog title={plainText(view.title)} onClose={close} top={top}>
      <form
        class="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="dialog-body" tabIndex={-1}>
          <SurfaceProvider value={surface}>
            <Blocks blocks={blocks} />
          </SurfaceProvider>
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={close}>
            {plainText(view.close) || (view.submit === undefined ? "Close" : "Cancel")}
          </button>
          {view.submit !== undefined && (
            <button type="submit" class="button primary" aria-busy={busy}>
              {plainText(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
