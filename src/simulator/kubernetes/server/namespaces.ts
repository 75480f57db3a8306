/** How a namespace goes with all that is in it. Kubernetes 1.36, pkg/controller/namespace. */
import { RESOURCES, type Kind } from "../api/kinds.ts";
import { createQueue } from "../../kernel/queue.ts";
import type { World } from "../world.ts";

const KINDS = (Object.keys(RESOURCES) as Kind[]).filter((kind) => RESOURCES[kind].namespaced);

/** How soon the controller looks again while something is left. */
const RETRY_MS = 1_000;

export function startNamespaces(world: World): void {
  const { store, api, loop } = world;

  const sync = (name: string) => {
    const namespace = store.get("Namespace", name);
    if (namespace?.metadata.deletionTimestamp === undefined) return;
    if (namespace.status.phase !== "Terminating") api.updateStatus(namespace, { phase: "Terminating" });
    const left = KINDS.flatMap((kind) => store.list(kind, name));
    if (left.length === 0) return store.remove("Namespace", name);
    for (const { kind, metadata } of left) {
      if (metadata.deletionTimestamp === undefined) api.delete(kind, metadata.name, name);
    }
    queue.addAfter(name, RETRY_MS);
  };
  const queue = createQueue(loop, sync);

  store.watch(({ object }) => {
    if (object.kind === "Namespace" && object.metadata.deletionTimestamp !== undefined) queue.add(object.metadata.name);
  });
}
