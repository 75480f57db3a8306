/** How a stack's things are named and labelled (docker/cli, cli/compose/convert/compose.go). */
import { keyValues } from "../../engine/key-values.ts";
import type { Labels } from "../../engine/objects.ts";
import { pairs } from "./values.ts";

export const NAMESPACE = "com.docker.stack.namespace";
export const IMAGE = "com.docker.stack.image";

export const scoped = (namespace: string, name: string) => `${namespace}_${name}`;

export const stackLabels = (namespace: string, labels: unknown): Labels => ({
  ...keyValues(pairs(labels)),
  [NAMESPACE]: namespace,
});
