/** What every element's component is given. */
import type { Loose } from "./values.ts";

export type ElementProps = {
  element: Loose;
  blockId: string;
  /** Whether a change is sent at once, as outside of input blocks. */
  dispatches: boolean;
  /** The id of a visible label, in input blocks. */
  labelledBy?: string;
  /** The ids of hint and error. */
  describedBy?: string;
};

/** The element's name for those who cannot see where it stands: its label, otherwise its placeholder, otherwise a common word. */
export function naming({ element, labelledBy, describedBy }: ElementProps, fallback: string): Record<string, string> {
  const placeholder = (element["placeholder"] as { text: string } | undefined)?.text;
  return {
    ...(labelledBy === undefined ? { "aria-label": placeholder ?? fallback } : { "aria-labelledby": labelledBy }),
    ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
    ...(element["focus_on_load"] === true ? { "data-focus": "true" } : {}),
  };
}
