/** The daemon asks the registry for an image's digest, and warns when it gets none (moby, daemon/cluster/services.go). */
import { isOn, type Flags } from "../command/flags.ts";
import type { Engine } from "../engine/engine.ts";

/** docker adds the tag `latest` to a name without tag and digest. */
function tagged(image: string): string {
  const [name = image, digest] = image.split("@");
  return digest === undefined && !/:[^/]+$/.test(name) ? `${image}:latest` : image;
}

/** `warning` goes to the error stream. */
export function resolveImage(engine: Engine, image: string, flags: Flags): { image: string; warning: string } {
  const full = tagged(image);
  if (isOn(flags, "no-resolve-image")) return { image: full, warning: "" };
  const pinned = engine.pinned(full);
  if (pinned.includes("@")) return { image: pinned, warning: "" };
  const text = [
    `image ${full} could not be accessed on a registry to record`,
    "its digest. Each node will access " + full + " independently,",
    "possibly leading to different nodes running different",
    "versions of the image.",
  ];
  return { image: full, warning: `${text.join("\n")}\n\n` };
}
