/** `--from`: the entries of a ConfigMap or Secret as references. Kubernetes 1.36, kubectl, pkg/cmd/set/set_env.go. */
import type { ObjectOf } from "../../../../simulator/kubernetes/api/kinds.ts";
import type { EnvVar } from "../../../../simulator/kubernetes/api/pod.ts";
import { listOf, textOf } from "../../flag-value.ts";
import type { Begun } from "../begin.ts";
import { plain } from "../failure.ts";
import { findAll } from "./write.ts";

/** What no name of a variable may have in it. */
const FOREIGN = /[^a-zA-Z0-9_]/g;

/** What the source is called as a name of a variable; a change of it is told. */
function nameOf({ report }: Begun, key: string): string {
  const name = key.replaceAll(FOREIGN, "_").toUpperCase();
  if (name !== key) report.warn(`Warning: key ${key} transferred to ${name}`);
  return name;
}

function entriesOf(begun: Begun, { kind, metadata, data = {} }: ObjectOf<"ConfigMap" | "Secret">): EnvVar[] {
  const field = kind === "Secret" ? "secretKeyRef" : "configMapKeyRef";
  const keys = listOf(begun.read, "keys");
  const meant = Object.keys(data).filter((key) => keys.length === 0 || keys.includes(key));
  return meant
    .toSorted()
    .map((key) => ({ name: nameOf(begun, key), valueFrom: { [field]: { name: metadata.name, key } } }));
}

/** Nothing when the source cannot be had, which is said. */
export function envFrom(begun: Begun): EnvVar[] | undefined {
  const source = textOf(begun.read, "from");
  if (source === "") return [];
  const found = findAll(begun, [source]);
  if (!found.ok) return undefined;
  const env: EnvVar[] = [];
  for (const { object } of found.infos) {
    if (object.kind !== "ConfigMap" && object.kind !== "Secret") {
      begun.report.fail(plain("unsupported resource specified in --from"));
      return undefined;
    }
    env.push(...entriesOf(begun, object));
  }
  return env;
}
