/** Files cannot be given here: the local workspace keeps none. Said rather than hidden. */
import type { JSX } from "preact";
import type { ElementProps } from "./props.ts";

export function FileInput({ labelledBy }: ElementProps): JSX.Element {
  return (
    <p class="quiet" {...(labelledBy === undefined ? {} : { "aria-labelledby": labelledBy })}>
      Files cannot be uploaded in the local workspace.
    </p>
  );
}
