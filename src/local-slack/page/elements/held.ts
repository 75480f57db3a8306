/** The content of one input element: read it, change it, and send it when its place demands that. */
import { useEffect, useRef } from "preact/hooks";
import { useSurface } from "../view/surface.ts";
import type { ElementProps } from "./props.ts";
import { actionIdOf, contentOf, holding, type ElementValue } from "./values.ts";

export type Held = {
  content: unknown;
  /** Keeps the new content; sends nothing. */
  keep(content: unknown): void;
  /** Keeps the new content, and sends it at once when the element dispatches. */
  change(content: unknown): void;
  /** Keeps the new content, and sends it after a pause: for what is typed. */
  changeLater(content: unknown): void;
  /** Sends what is held now. */
  send(): void;
};

const PAUSE_MS = 500;

export function useHeld({ element, blockId, dispatches }: ElementProps): Held {
  const { state, hold, press } = useSurface();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  const value = state[blockId]?.[actionIdOf(element)] as ElementValue | undefined;
  const latest = useRef(value);
  latest.current = value;

  const keep = (content: unknown): void => {
    latest.current = holding(element.type, content);
    hold(blockId, element, latest.current);
  };
  const send = (): void => {
    clearTimeout(timer.current ?? undefined);
    const isText = typeof latest.current?.["value"] === "string";
    void press(blockId, element, {
      ...(isText ? { value: String(latest.current?.["value"]) } : {}),
      ...(latest.current === undefined ? {} : { element_state: latest.current }),
    });
  };
  return {
    content: contentOf(value),
    keep,
    change(content) {
      keep(content);
      if (dispatches) send();
    },
    changeLater(content) {
      keep(content);
      clearTimeout(timer.current ?? undefined);
      if (dispatches) timer.current = setTimeout(send, PAUSE_MS);
    },
    send,
  };
}
