/** What `-f` names -> the texts: a file, a folder, a pattern, "-" for standard input. cli-runtime, pkg/resource/builder.go (FilenameParam, Path). */
import type { KubectlContext } from "./context.ts";
import { isOn, listOf } from "./flag-value.ts";
import type { FlagsRead } from "./flags.ts";

/** `name` as errors tell it: "web.yaml", "STDIN". */
export type InputFile = { name: string; text: string };

const STDIN = "STDIN";

/** resource.FileExtensions: what of a folder is read. */
const EXTENSION = /\.(?:json|yaml|yml)$/;

const escaped = (text: string) => text.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);

/** A pattern of the shell's kind, where a star stops at a slash. */
const patternOf = (text: string) =>
  new RegExp(`^${escaped(text).replaceAll("*", "[^/]*").replaceAll("?", "[^/]")}$`, "u");

/** The files of a folder, in the order of their names; those of folders inside it only if so wished. */
function inFolder(names: string[], folder: string, recursive: boolean): string[] {
  const prefix = folder === "." || folder === "./" ? "" : `${folder.replace(/\/$/, "")}/`;
  return names
    .filter((name) => name.startsWith(prefix) && EXTENSION.test(name))
    .filter((name) => recursive || !name.slice(prefix.length).includes("/"))
    .toSorted();
}

function namesOf(path: string, names: string[], recursive: boolean): string[] {
  const plain = path.replace(/^\.\//, "");
  if (names.includes(plain)) return [plain];
  const within = inFolder(names, path, recursive);
  if (within.length > 0) return within;
  return /[*?]/.test(path) ? names.filter((name) => patternOf(plain).test(name)).toSorted() : [];
}

/**
 * The texts in the order of the flags, and what is wrong with those that are not there. What was pasted below a command that names a file
 * which nobody has shown yet is that file.
 */
export function inputFiles(context: KubectlContext, read: FlagsRead): { files: InputFile[]; missing: string[] } {
  const files: InputFile[] = [];
  const missing: string[] = [];
  const names = Object.keys(context.files);
  for (const path of listOf(read, "filename")) {
    const found = path === "-" ? [] : namesOf(path, names, isOn(read, "recursive"));
    if (path === "-") files.push({ name: STDIN, text: context.stdin });
    else if (found.length > 0) for (const name of found) files.push({ name, text: context.files[name] ?? "" });
    else if (/^https?:\/\//.test(path)) missing.push(`The lab fetches nothing; paste the manifest instead of ${path}.`);
    else if (context.stdin !== "") files.push({ name: path, text: context.stdin });
    else missing.push(`the path ${JSON.stringify(path)} does not exist`);
  }
  return { files, missing };
}
