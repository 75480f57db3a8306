/** The snapshot that came along with the page, so that its first frame waits for no second request. */
import type { Snapshot } from "../../protocol.ts";

/** Once: whoever asks later wants the news. Undefined when there is none. */
export function takeFirstLook(): Snapshot | undefined {
  const block = document.getElementById("snapshot");
  block?.remove();
  return block ? (JSON.parse(block.textContent) as Snapshot) : undefined;
}
