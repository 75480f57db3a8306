/** Objects that a scenario's author gives: created as the API server would, and whatever it refuses is told to the author. */
import type { World } from "../world.ts";
import { isMap } from "../patch/json.ts";
import { readManifests } from "./read.ts";
import { createManifest, kindOf } from "./write.ts";

/** `where` is how an error names it. Throws RangeError for what the API server refuses. */
export function createOne(world: World, manifest: unknown, where: string): void {
  const kind = isMap(manifest) ? kindOf(manifest) : undefined;
  if (!isMap(manifest) || !kind) throw new RangeError(`${where}: a manifest is of no kind that the cluster has.`);
  const answer = createManifest(world, manifest, kind);
  if (!answer.ok) throw new RangeError(`${where}: ${answer.error.message}`);
}

/** Every manifest of a YAML text. Throws RangeError as createOne does, and for text that is no YAML. */
export function createAll(world: World, text: string, where: string): void {
  const { manifests, problem } = readManifests(text, where);
  if (problem !== undefined) throw new RangeError(problem);
  for (const manifest of manifests) createOne(world, manifest, where);
}
