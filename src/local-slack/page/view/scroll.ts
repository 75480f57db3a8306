/** A list that stays at its newest entry while one is reading there, and stays still while one reads further up. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

const NEAR = 48;

export type Stick = { ref: RefObject<HTMLDivElement>; atBottom: boolean; toBottom: () => void; keepPlace: () => void };

/** `key` names what is listed; a new one starts at its end. */
export function useStick(key: string): Stick {
  const ref = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const fromBottom = useRef<number | null>(null);
  const [atBottom, setAtBottom] = useState(true);

  const toBottom = useCallback(() => {
    sticks.current = true;
    setAtBottom(true);
    if (ref.current !== null) ref.current.scrollTop = ref.current.scrollHeight;
  }, []);

  /** To be called before earlier entries are added above. */
  const keepPlace = useCallback(() => {
    if (ref.current !== null) fromBottom.current = ref.current.scrollHeight - ref.current.scrollTop;
  }, []);

  useLayoutEffect(toBottom, [key, toBottom]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    if (fromBottom.current !== null) {
      element.scrollTop = element.scrollHeight - fromBottom.current;
      fromBottom.current = null;
    } else if (sticks.current) element.scrollTop = element.scrollHeight;
  });

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onScroll = (): void => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      setAtBottom(sticks.current);
    };
    // What grows without being drawn by us: pictures that arrive, details that open, a keyboard that appears.
    const observer = new ResizeObserver(() => {
      if (sticks.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, []);
  return { ref, atBottom, toBottom, keepPlace };
}
