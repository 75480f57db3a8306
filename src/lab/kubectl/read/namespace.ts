/** The namespace of a command. */
import type { KubectlContext } from "../context.ts";
import { isGiven, textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";

export const namespaceOf = (context: KubectlContext, read: FlagsRead) =>
  isGiven(read, "namespace") ? textOf(read, "namespace") : (context.namespace ?? "default");
