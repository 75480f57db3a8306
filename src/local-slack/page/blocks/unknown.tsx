/** A block or element that this page cannot draw: shown, never swallowed. */
import type { JSX } from "preact";

export function Unknown({ block, why = "" }: { block: { type?: unknown }; why?: string }): JSX.Element {
  return (
    <details class="unknown" role="group">
      <summary>
        {String(block.type ?? "block")} <span class="quiet">{why || "is not drawn here"}</span>
      </summary>
      <pre tabIndex={0}>{JSON.stringify(block, null, 2)}</pre>
    </details>
  );
}
