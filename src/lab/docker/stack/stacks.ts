/** The services and networks of a stack: what carries its label. */
import type { Engine } from "../engine/engine.ts";
import type { ApiService } from "../engine/objects.ts";
import { NAMESPACE } from "./compose/names.ts";

export const stackServices = (engine: Engine, namespace: string): ApiService[] =>
  engine.services().filter(({ Spec }) => Spec.Labels[NAMESPACE] === namespace);

/** The names of the networks that the stack has made. */
export function stackNetworks(engine: Engine, namespace: string): string[] {
  const names = new Map(engine.networks().map(({ ID, Name }) => [ID, Name]));
  const targets = stackServices(engine, namespace).flatMap(({ Spec }) => Spec.TaskTemplate.Networks ?? []);
  const attached = new Set(targets.map(({ Target }) => names.get(Target) ?? Target));
  return [...attached].filter((name) => name.startsWith(`${namespace}_`)).toSorted();
}

const BLANK = /^[\s"']*$/;

/** What is wrong with a stack's name. */
export const nameError = (namespace: string) =>
  BLANK.test(namespace) ? `invalid stack name: ${JSON.stringify(namespace)}` : undefined;
