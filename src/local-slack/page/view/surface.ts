/** A message, a view or the Home tab as something to act on: what its inputs hold, and what a press sends. */
import { createContext } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import type { ControlRequests, StateValues } from "../../protocol-requests.ts";
import { actionIdOf, stateOf, withValue, type ElementValue, type Loose } from "../elements/values.ts";
import type { Answer } from "../state/control.ts";
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
  /** Asks the app for the options of a select that holds none of its own. */
  suggest(blockId: string, element: Loose, typed: string): Promise<Answer>;
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

/** What a press sends, without the place it comes from. */
export type Sent = Press & { action_id: string; block_id: string; state: StateValues };

type More = { errors?: Readonly<Record<string, string>>; channel?: string };

/** A surface whose presses go to the app. */
export function useNewSurface(container: Container, blocks: readonly Loose[], more: More = {}): Surface {
  const { act } = useWorkspace();
  const key = JSON.stringify(container);
  const send = useCallback(
    async (sent: Sent) => void (await act("click", { ...sent, container: JSON.parse(key) as Container })),
    [key, act],
  );
  const suggest = useCallback(
    async (blockId: string, element: Loose, value: string) =>
      act("suggest", {
        action_id: actionIdOf(element),
        block_id: blockId,
        value,
        container: JSON.parse(key) as Container,
      }),
    [key, act],
  );
  return useSurfaceOf(blocks, send, more, suggest);
}

const NO_ANSWER: Surface["suggest"] = async () => ({ ok: true });

/** A surface whose presses go wherever `send` takes them. */
export function useSurfaceOf(
  blocks: readonly Loose[],
  send: (sent: Sent) => Promise<void>,
  { errors = NO_ERRORS, channel = "" }: More = {},
  suggest = NO_ANSWER,
): Surface {
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

  const press = useCallback(
    async (blockId: string, element: Loose, pressed: Press) => {
      const mine = busyKey(blockId, element, pressed.value);
      setBusy(mine);
      await send({ action_id: actionIdOf(element), block_id: blockId, ...pressed, state: latest.current });
      setBusy((now) => (now === mine ? "" : now));
    },
    [send],
  );
  return useMemo(() => ({ state, errors, busy, hold, press, suggest }), [state, errors, busy, hold, press, suggest]);
}
