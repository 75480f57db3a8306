// Makes kubectl.json, the verbs and flags of kubectl, from an unpacked staging/src/k8s.io of Kubernetes 1.36:
//   node launch.js test/knowledge/upstream/make-kubectl.ts STAGING
// A command's flags are those that its file declares, and those of the helpers and flag sets that its file makes: names only, which are facts.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

type Flags = Set<string>;
type Source = { file: string; text: string };

/** Folders whose files are commands below another one. */
const GROUPS: Record<string, string> = {
  apply: "apply",
  auth: "auth",
  certificates: "certificate",
  clusterinfo: "cluster-info",
  config: "config",
  create: "create",
  kuberc: "kuberc",
  rollout: "rollout",
  set: "set",
  top: "top",
};

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) return sourcesIn(file);
    return name.endsWith(".go") && !/_(test|fake)\.go$/.test(name) ? [{ file, text: readFileSync(file, "utf8") }] : [];
  });
}

/** `.StringVarP(&x, "output", "o", ...)` or `.Bool("watch", ...)`: the flag's long name and its letter, with constants resolved. */
function declaredIn(text: string): Flags {
  const constants = new Map(
    [...text.matchAll(/\b(flag\w+)\s*=\s*"([\w-]+)"/g)].map(([, name, value]) => [name, value]),
  );
  const resolved = text.replaceAll(/\bflag[A-Z]\w*/g, (name) =>
    constants.has(name) ? `"${constants.get(name)}"` : name,
  );
  const declared =
    /(?:[fF]lags?(?:\(\))?|flagset|fs)\.(?:[A-Z]\w*?)(P?F?)\(\s*(?:[^",()]*(?:\([^()]*\))?[^",()]*,\s*)?"([a-z][\w-]*)"(?:,\s*"(\w?)")?/g;
  const flags = new Set<string>();
  for (const [whole, short, name, letter] of resolved.matchAll(declared)) {
    if (/\.(Set|Lookup|Get\w+|Changed|Mark\w+|SetAnnotation)\(/.test(whole)) continue;
    flags.add(`--${name}`);
    if (short?.startsWith("P") && letter) flags.add(`-${letter}`);
  }
  for (const [, name] of resolved.matchAll(/Mark(?:Deprecated)\("([\w-]+)"/g)) flags.delete(`--${name}`);
  return flags;
}

/** The body of each function that adds flags (`cmdutil.AddDryRunFlag`) or makes a set of them (`NewPrintFlags`: the whole file). */
function helpersIn(sources: Source[]): Map<string, string> {
  const helpers = new Map<string, string>();
  for (const { text } of sources) {
    for (const [body, name = ""] of text.matchAll(/^func (?:\([^)]*\) )?(Add\w{6,})\([\s\S]*?^\}/gm))
      helpers.set(name, body);
    for (const [, name = ""] of text.matchAll(/^(?:func|type) (New\w*Flags|NewEditOptions|FileNameFlags)\b/gm))
      helpers.set(name, text);
  }
  return helpers;
}

function flagsOf(text: string, helpers: Map<string, string>, seen = new Set<string>()): Flags {
  const flags = declaredIn(text);
  for (const [, name = ""] of text.matchAll(/\b(Add[A-Z]\w+|New\w*Flags|NewEditOptions|FileNameFlags)\b/g)) {
    const helper = helpers.get(name);
    if (helper === undefined || seen.has(name)) continue;
    seen.add(name);
    for (const flag of flagsOf(helper, helpers, seen)) flags.add(flag);
  }
  return flags;
}

/** `create secret tls` for `Use: "tls NAME ..."` in create/create_secret_tls.go. */
function commandsOf({ file, text }: Source): string[] {
  const folder = basename(dirname(file));
  const group = GROUPS[folder];
  const verbs = [
    ...text.matchAll(
      /(?:\bUse:\s+(?:i18n\.T\(|fmt\.Sprintf\(\s*`?)?|\w+U(?:se|sageStr)\s+= )["`]?([a-z][\w-]*)(?=[\s"\\`])/g,
    ),
  ].map(([, verb = ""]) => verb);
  const aliases = [...text.matchAll(/\bAliases:\s+\[\]string\{([^}]*)\}/g)].flatMap(
    ([, list = ""]) => list.match(/[a-z][\w-]*/g) ?? [],
  );
  return [...verbs, ...aliases].map((verb) => {
    if (group === undefined || verb === group) return verb;
    const middle = /create_(secret|service)(_|\.)/.exec(basename(file))?.[1];
    return [group, middle === verb ? undefined : middle, verb].filter(Boolean).join(" ");
  });
}

function main(staging: string): void {
  const commands = sourcesIn(join(staging, "kubectl/pkg/cmd"));
  const helpers = helpersIn([...commands, ...sourcesIn(join(staging, "cli-runtime/pkg/genericclioptions"))]);
  const table: Record<string, string[]> = {};
  for (const source of commands) {
    const flags = [...flagsOf(source.text, helpers)];
    for (const command of commandsOf(source))
      table[command] = [...new Set([...(table[command] ?? []), ...flags])].toSorted();
  }
  // Its flags are declared by Kustomize, in another repository.
  table["kustomize"] = [];
  const config = readFileSync(join(staging, "cli-runtime/pkg/genericclioptions/config_flags.go"), "utf8");
  const everywhere = [...declaredIn(config), "--help", "-h", "-v"].toSorted();
  const sorted = Object.fromEntries(Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const notice =
    "Names of kubectl's verbs and flags, read from k8s.io/kubectl of Kubernetes 1.36.2 (Apache-2.0, The Kubernetes Authors)";
  const lines = Object.entries(sorted).map(
    ([command, flags]) => `    ${JSON.stringify(command)}: ${JSON.stringify(flags)}`,
  );
  const target = join(import.meta.dirname, "kubectl.json");
  writeFileSync(
    target,
    `{\n  "notice": ${JSON.stringify(notice)},\n  "everywhere": ${JSON.stringify(everywhere)},\n  "commands": {\n${lines.join(",\n")}\n  }\n}\n`,
  );
  console.log(`${lines.length} commands written to ${target}`);
}

const [staging] = process.argv.slice(2);
if (staging === undefined) {
  console.error("Usage: node launch.js test/knowledge/upstream/make-kubectl.ts STAGING");
  process.exitCode = 2;
} else main(staging);
