/** An input block: label, element, hint, and what is wrong with it. */
import type { InputBlock } from "@slack/types";
import { useId } from "preact/hooks";
import type { JSX } from "preact";
import { Element } from "../elements/element.tsx";
import type { Loose } from "../elements/values.ts";
import { plainText } from "../text/emoji.ts";
import { useSurface } from "../view/surface.ts";

export function Input({ block, blockId }: { block: InputBlock; blockId: string }): JSX.Element {
  const id = useId();
  const error = useSurface().errors[blockId];
  const described = [block.hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`];
  const describedBy = described.filter((part) => part !== "").join(" ");
  return (
    <div class={`input ${error === undefined ? "" : "wrong"}`}>
      <div class="label">
        <span id={`${id}-label`}>{plainText(block.label)}</span>
        {block.optional === true && <span class="quiet"> (optional)</span>}
      </div>
      <Element
        element={block.element as unknown as Loose}
        blockId={blockId}
        dispatches={block.dispatch_action === true}
        labelledBy={`${id}-label`}
        {...(describedBy === "" ? {} : { describedBy })}
      />
      {block.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {plainText(block.hint)}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
