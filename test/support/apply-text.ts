/** `kubectl apply -f FILE` on a world, by the code that the lab runs. */
import { apply } from "../../src/lab/kubectl/change/apply/apply.ts";
import type { Kubernetes } from "../../src/simulator/kubernetes/kubernetes.ts";
import type { World } from "../../src/simulator/kubernetes/world.ts";

/** What kubectl printed, and whether it worked: what was done line by line, then what was refused in one. */
export type Applied = { text: string; ok: boolean };

export function applyText(world: World, text: string, file: string): Applied[] {
  const { store, api, loop } = world;
  // Of a whole cluster kubectl uses no more than this.
  const kubernetes = { world, store, api, loop, run: loop.run } as unknown as Kubernetes;
  const context = { world: kubernetes, files: { [file]: text }, stdin: "", now: loop.now };
  const { stdout, stderr, exit } = apply(context, ["-f", file]);
  const done = stdout.split("\n").filter(Boolean);
  return [
    ...done.map((line) => ({ text: line, ok: true })),
    ...(stderr === "" ? [] : [{ text: stderr.trimEnd(), ok: exit === 0 }]),
  ];
}
