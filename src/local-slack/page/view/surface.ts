/** A message, a view or the Home tab as something to act on: what its inputs hold, and what a press sends. */
import { createContext } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import type { ControlRequests, StateValues } from "../../protocol.ts";
import { actionIdOf, stateOf, withValue, type ElementValue, type Loose } from "../elements/values.ts";
import { useWorkspace } from "./workspace.ts";

export type Container = ControlRequests["click"]["container"];

/** What a press adds to the element's own name. */
export type Press = { value?: string; element_state?: Record<string, unknown> };

export type Surface = {
  state: StateValues;
  errors: Readonly<Record<string, string>>;
  /** The element whose answer is awaited, see busyKey. */
  busy: string;
  hold(blockId: string, element: Loose, value: ElementValue): void;
  press(blockId: string, element: Loose, press: Press): Promise<void>;
};

const Context = createContext<Surface | undefined>(undefined);

export const SurfaceProvider = Context.Provider;

export function useSurface(): Surface {
  const surface = useContext(Context);
  if (surface === undefined) throw new Error("useSurface is used outside SurfaceProvider; draw blocks through Blocks");
  return surface;
}

export function busyKey(blockId: string, element: Loose, value = ""): string {
  return `${blockId} ${actionIdOf(element)} ${value}`;
}

const NO_ERRORS = {};

export function useNewSurface(
  container: Container,
  blocks: readonly Loose[],
  { errors = NO_ERRORS, channel = "" }: { errors?: Readonly<Record<string, string>>; channel?: string } = {},
): Surface {
  const { act } = useWorkspace();
  const [typed, setTyped] = useState<StateValues>({});
  const [busy, setBusy] = useState("");
  const state = useMemo(() => stateOf(blocks, typed, channel), [blocks, typed, channel]);
  // A press must send what was typed a moment before, even before the next drawing.
  const latest = useRef(state);
  latest.current = state;

  const hold = useCallback((blockId: string, element: Loose, value: ElementValue) => {
    latest.current = withValue(latest.current, blockId, actionIdOf(element), value);
    setTyped((before) => withValue(before, blockId, actionIdOf(element), value));
  }, []);

  const key = JSON.stringify(container);
  const press = useCallback(
    async (blockId: string, element: Loose, sent: Press) => {
      const mine = busyKey(blockId, element, sent.value);
      setBusy(mine);
      await act("click", {
        action_id: actionIdOf(element),
        block_id: blockId,
        ...sent,
        container: JSON.parse(key) as Container,
        state: latest.current,
      });
      setBusy((now) => (now === mine ? "" : now));
    },
    [key, act],
  );
  return useMemo(() => ({ state, errors, busy, hold, press }), [state, errors, busy, hold, press]);
}
