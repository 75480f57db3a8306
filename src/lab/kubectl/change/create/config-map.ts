/** `kubectl create configmap`. Kubernetes 1.36, kubectl, pkg/cmd/create/create_configmap.go. */
import { ENTRY_FLAGS, readEntries } from "./entries.ts";
import { createGenerator } from "./generator.ts";

export const createConfigMap = createGenerator({
  kind: "ConfigMap",
  command: "kubectl create configmap",
  refused: "failed to create configmap:",
  flags: ENTRY_FLAGS,
  generate(begun, name) {
    const words = {
      bad: (key: string, rule: string) => `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${rule}`,
      taken: (key: string) =>
        `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`,
    };
    const read = readEntries(begun, words, false);
    if (!read.ok) return { problem: read.message };
    const data = Object.fromEntries(read.entries.map(({ key, value }) => [key, value]));
    const has = read.entries.length > 0 ? { data } : {};
    return { manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, ...has } };
  },
});
