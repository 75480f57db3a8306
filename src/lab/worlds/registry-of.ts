// The registry of a scenario: whatever repositories its file names, in its cluster, its faults, its solutions and traps, have the images.
import type { Scenario } from "../../knowledge/scenario.ts";
import { createRegistry, repositoryOf } from "../../simulator/registry.ts";

/** `harbor-shop/web:1.4`, and behind "image" whatever stands there. */
const NAMED = /(?<![\w./:-])((?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*\/)+[a-z0-9]+(?:[._-]+[a-z0-9]+)*:\w[\w.-]*)/g;
const BEHIND_IMAGE = /\bimage\\?"?[:= ]\s*\\?"?([a-z0-9][\w./:@-]*)/g;

export function registryOf(scenario: Scenario): (image: string) => boolean {
  // A sandbox has no text of its own.
  const text = `${scenario.text}\n${JSON.stringify(scenario.cluster)}`;
  const images = [NAMED, BEHIND_IMAGE].flatMap((pattern) => [...text.matchAll(pattern)].map(([, image = ""]) => image));
  return createRegistry(new Set(images.map(repositoryOf)));
}
