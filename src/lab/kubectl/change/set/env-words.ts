/** "NAME=VALUE", "NAME-" and "-": what `kubectl set env` and others are told about the environment. Kubernetes 1.36, kubectl, pkg/cmd/set/env/env_parse.go. */
import type { EnvVar } from "../../../../simulator/kubernetes/api/pod.ts";

export type EnvWords = { ok: true; env: EnvVar[]; remove: string[] } | { ok: false; message: string };

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const BAD_NAME = "a valid environment variable name must consist only of printable ASCII characters other than '='";

const refuse = (message: string): EnvWords => ({ ok: false, message });

/** The lines of a file of the kind NAME=VALUE; what follows a number sign is a remark. */
function readFile(text: string): EnvVar[] {
  return text.split("\n").flatMap((line) => {
    const [bare = ""] = line.split("#");
    const equals = bare.indexOf("=");
    return equals < 0 ? [] : [{ name: bare.slice(0, equals), value: bare.slice(equals + 1) }];
  });
}

const isPrintable = (name: string) => /^[ -<>-~]+$/.test(name);

/** `stdin` is what "-" stands for. */
export function readEnvWords(words: readonly string[], stdin: string): EnvWords {
  const env: EnvVar[] = [];
  const remove: string[] = [];
  for (const word of words) {
    const equals = word.indexOf("=");
    if (word === "-") env.push(...readFile(stdin));
    else if (equals >= 0) {
      const name = word.slice(0, equals);
      if (!NAME.test(name) && !isPrintable(name))
        return refuse(`${JSON.stringify(name)} is not a valid key name: ${BAD_NAME}`);
      env.push({ name, value: word.slice(equals + 1) });
    } else if (word.endsWith("-")) remove.push(word.slice(0, -1));
    else return refuse(`unknown environment variable: ${word}`);
  }
  return remove.some((name) => env.some((one) => one.name === name))
    ? refuse("can not both modify and remove the same environment variable in the same command")
    : { ok: true, env, remove };
}

/** Resources stand before the environment; nothing when they do not. */
export function splitEnv(words: readonly string[]): { resources: string[]; env: string[] } | undefined {
  const isEnv = (word: string) => /^.+=/s.test(word) || word.endsWith("-");
  const first = words.findIndex(isEnv);
  if (first < 0) return { resources: [...words], env: [] };
  const env = words.slice(first);
  return env.every(isEnv) ? { resources: words.slice(0, first), env } : undefined;
}

/** Replaces, adds and removes; other entries stay where they are (updateEnv). */
export function updatedEnv(existing: readonly EnvVar[], env: readonly EnvVar[], remove: readonly string[]): EnvVar[] {
  const covered = new Set(remove);
  const updated: EnvVar[] = [];
  for (const one of existing) {
    if (covered.has(one.name)) continue;
    const newer = env.find(({ name }) => name === one.name);
    if (newer) covered.add(one.name);
    updated.push(newer ?? one);
  }
  for (const one of env) {
    if (covered.has(one.name)) continue;
    covered.add(one.name);
    updated.push(one);
  }
  return updated;
}
