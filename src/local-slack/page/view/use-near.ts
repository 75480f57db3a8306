/** Whether the pointer or the focus is on an element. */
import { useState } from "preact/hooks";

type Handlers = {
  onPointerEnter: () => void;
  onPointerLeave: (event: { currentTarget: HTMLElement }) => void;
  onFocusIn: () => void;
  onFocusOut: (event: { currentTarget: HTMLElement; relatedTarget: EventTarget | null }) => void;
};

export function useNear(): [boolean, Handlers] {
  const [near, setNear] = useState(false);
  const handlers: Handlers = {
    onPointerEnter: () => setNear(true),
    onPointerLeave: ({ currentTarget }) => setNear(currentTarget.contains(document.activeElement)),
    onFocusIn: () => setNear(true),
    onFocusOut: ({ currentTarget, relatedTarget }) => {
      if (!currentTarget.contains(relatedTarget as Element | null)) setNear(currentTarget.matches(":hover"));
    },
  };
  return [near, handlers];
}
