/** The entries of a ConfigMap or Secret from literals and files. Kubernetes 1.36, kubectl, pkg/util/util.go, pkg/cmd/create/create_{configmap,secret}.go and pkg/cmd/util/env_file.go. */
import { listOf } from "../../flag-value.ts";
import type { Flags } from "../../flags.ts";
import type { Begun } from "../begin.ts";

export const ENTRY_FLAGS: Flags = {
  "from-file": { type: "strings" },
  "from-literal": { type: "texts" },
  "from-env-file": { type: "strings" },
  "append-hash": { type: "bool", lacks: "The lab appends no hashes to names; leave out --append-hash." },
};

export type Entry = { key: string; value: string };
export type Entries = { ok: true; entries: Entry[] } | { ok: false; message: string };

const refuse = (message: string): Entries => ({ ok: false, message });

function literal(source: string): Entries {
  const equals = source.indexOf("=");
  if (equals < 0) return refuse(`invalid literal source ${source}, expected key=value`);
  if (equals === 0) return refuse(`invalid literal source ${source}, expected key=value`);
  const value = source.slice(equals + 1);
  const quoted = /^(['"])([^]*)\1$/.exec(value);
  return { ok: true, entries: [{ key: source.slice(0, equals), value: quoted?.[2] ?? value }] };
}

const baseName = (path: string) => path.split("/").at(-1) ?? path;

function file({ context }: Begun, source: string): Entries {
  const parts = source.split("=");
  if (parts.length > 2) return refuse("key names or file paths cannot contain '='");
  const [first = "", path = first] = parts;
  if (parts.length === 2 && first === "") return refuse(`key name for file path ${path} missing`);
  if (parts.length === 2 && path === "") return refuse(`file path for key name ${first} missing`);
  const text = context.files[path.replace(/^\.\//, "")];
  return text === undefined
    ? refuse(`error reading ${path}: no such file or directory`)
    : { ok: true, entries: [{ key: parts.length === 2 ? first : baseName(path), value: text }] };
}

function envFile({ context }: Begun, path: string): Entries {
  const text = context.files[path.replace(/^\.\//, "")];
  if (text === undefined) return refuse(`error reading ${path}: no such file or directory`);
  const lines = text.split("\n").map((line) => line.replace(/^\s+/, ""));
  const entries = lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({
      key: line.split("=")[0] ?? "",
      value: line.includes("=") ? line.slice(line.indexOf("=") + 1) : "",
    }));
  return { ok: true, entries };
}

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_RULE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** What the two kinds say of a key that is none, and of one that is there already. */
export type EntryWords = { bad(key: string, rule: string): string; taken(key: string): string };

function checked(entries: Entry[], words: EntryWords): Entries {
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (!KEY.test(key)) return refuse(words.bad(key, KEY_RULE));
    if (seen.has(key)) return refuse(words.taken(key));
    seen.add(key);
  }
  return { ok: true, entries };
}

type Source = () => Entries;

/** Every source in turn; the first mistake ends it. */
function gather(sources: Source[], words: EntryWords): Entries {
  const entries: Entry[] = [];
  for (const source of sources) {
    const found = source();
    if (!found.ok) return found;
    entries.push(...found.entries);
    const problem = checked(entries, words);
    if (!problem.ok) return problem;
  }
  return { ok: true, entries };
}

/** `literalsFirst`: the order in which sources are read, which decides which of two mistakes is told. */
export function readEntries(begun: Begun, words: EntryWords, literalsFirst: boolean): Entries {
  const given = (flag: string) => listOf(begun.read, flag);
  const files = given("from-file").map((source) => () => file(begun, source));
  const literals = given("from-literal").map((source) => () => literal(source));
  const envFiles = given("from-env-file").map((path) => () => envFile(begun, path));
  if (envFiles.length > 0 && files.length + literals.length > 0)
    return refuse("from-env-file cannot be combined with from-file or from-literal");
  return gather([...(literalsFirst ? [...literals, ...files] : [...files, ...literals]), ...envFiles], words);
}
