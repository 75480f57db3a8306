/** A pair of thumbs. What was pressed stays marked. */
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { Icon } from "../view/icon.tsx";
import { useSurface } from "../view/surface.ts";
import type { ElementProps } from "./props.ts";

type Thumb = { text: { text: string }; accessibility_label?: string; value: string };

export function Feedback({ element, blockId }: ElementProps): JSX.Element {
  const { press } = useSurface();
  const [given, setGiven] = useState("");
  const thumb = (icon: "up" | "down", button: Thumb): JSX.Element => (
    <button
      type="button"
      class="icon-button thumb"
      aria-label={button.accessibility_label ?? plainText(button.text)}
      aria-pressed={given === button.value}
      title={plainText(button.text)}
      onClick={() => {
        setGiven(button.value);
        void press(blockId, element, { value: button.value });
      }}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <span class="thumbs" role="group" aria-label="Feedback">
      {thumb("up", element["positive_button"] as Thumb)}
      {thumb("down", element["negative_button"] as Thumb)}
    </span>
  );
}
