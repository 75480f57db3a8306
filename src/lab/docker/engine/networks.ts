/** The overlay networks of a swarm: those that its services attach to, and ingress. One that nothing attaches to is gone. */
import { derivedId } from "./derived.ts";
import type { ApiNetwork, ApiService } from "./objects.ts";

const overlay = (Name: string): ApiNetwork => ({
  ID: derivedId(`network ${Name}`),
  Name,
  Driver: "overlay",
  Scope: "swarm",
});

/** Services name the networks that they attach to. */
export function networksOf(services: ApiService[]): ApiNetwork[] {
  const names = services.flatMap(({ Spec }) => (Spec.TaskTemplate.Networks ?? []).map(({ Target }) => Target));
  return [...new Set(["ingress", ...names])].map(overlay);
}
