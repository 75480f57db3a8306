/** `kubectl create secret generic|tls|docker-registry`. Kubernetes 1.36, kubectl, pkg/cmd/create/create_secret{,_tls,_docker}.go. */
import type { JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import { isGiven, textOf } from "../../flag-value.ts";
import { createGroup } from "../subcommands.ts";
import { ENTRY_FLAGS, type Entry, readEntries } from "./entries.ts";
import { createGenerator } from "./generator.ts";

const base64 = (text: string) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

const WORDS = {
  bad: (key: string, rule: string) => `${JSON.stringify(key)} is not valid key name for a Secret ${rule}`,
  taken: (key: string) => `cannot add key ${key}, another key by that name already exists`,
};

function secretOf(name: string, entries: Entry[], type?: string): JsonMap {
  const data = Object.fromEntries(entries.map(({ key, value }) => [key, base64(value)]));
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name },
    ...(type ? { type } : {}),
    ...(entries.length > 0 ? { data } : {}),
  };
}

const generic = createGenerator({
  kind: "Secret",
  command: "kubectl create secret generic",
  refused: "failed to create secret",
  flags: { ...ENTRY_FLAGS, type: { type: "text" } },
  generate(begun, name) {
    const read = readEntries(begun, WORDS, true);
    return read.ok ? { manifest: secretOf(name, read.entries, textOf(begun.read, "type")) } : { problem: read.message };
  },
});

const tls = createGenerator({
  kind: "Secret",
  command: "kubectl create secret tls",
  refused: "failed to create secret",
  flags: { cert: { type: "text" }, key: { type: "text" } },
  generate({ context, read }, name) {
    const paths = [textOf(read, "cert"), textOf(read, "key")];
    if (paths.includes("")) return { problem: "key and cert must be specified" };
    const missing = paths.find((path) => context.files[path] === undefined);
    if (missing !== undefined)
      return { problem: `Cannot read file ${missing}, open ${missing}: no such file or directory` };
    const [cert = "", key = ""] = paths.map((path) => context.files[path]);
    const entries = [
      { key: "tls.crt", value: cert },
      { key: "tls.key", value: key },
    ];
    return { manifest: secretOf(name, entries, "kubernetes.io/tls") };
  },
});

const DOCKER_FLAGS = ["docker-username", "docker-password", "docker-server"] as const;

const dockerRegistry = createGenerator({
  kind: "Secret",
  command: "kubectl create secret docker-registry",
  refused: "failed to create secret",
  flags: {
    "docker-username": { type: "text" },
    "docker-password": { type: "text" },
    "docker-email": { type: "text" },
    "docker-server": { type: "text", value: "https://index.docker.io/v1/" },
    "from-file": { type: "strings" },
  },
  generate(begun, name) {
    const { read } = begun;
    const type = "kubernetes.io/dockerconfigjson";
    if (isGiven(read, "from-file")) {
      const entries = readEntries(begun, WORDS, true);
      return entries.ok ? { manifest: secretOf(name, entries.entries, type) } : { problem: entries.message };
    }
    const [username = "", password = "", server = ""] = DOCKER_FLAGS.map((flag) => textOf(read, flag));
    if ([username, password, server].includes(""))
      return {
        problem:
          "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required",
      };
    const email = textOf(read, "docker-email");
    const auth = { username, password, ...(email ? { email } : {}), auth: base64(`${username}:${password}`) };
    const value = JSON.stringify({ auths: { [server]: auth } });
    return { manifest: secretOf(name, [{ key: ".dockerconfigjson", value }], type) };
  },
});

export const createSecret = createGroup("kubectl create secret", { generic, tls, "docker-registry": dockerRegistry });
