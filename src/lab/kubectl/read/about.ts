/** `kubectl version`, `cluster-info`, `api-versions` and `api-resources`: what the cluster is and serves. Kubernetes 1.36. */
import { printTable } from "../../print/table.ts";
import { lacking, printed } from "../../shell/outcome.ts";
import { API_RESOURCES, type ApiResource } from "../api-resources.ts";
import type { Verb } from "../context.ts";
import { complaint, misuse } from "../errors.ts";
import { isGiven, isOn, listOf, textOf } from "../flag-value.ts";
import { type Flags, readFlags } from "../flags.ts";
import { fullName } from "../resources.ts";

/** The versions of kubectl whose words the lab speaks, and of the server whose decisions it makes. */
const CLIENT = "Client Version: v1.36.4\nKustomize Version: v5.8.1";
const SERVER = "Server Version: v1.36.2";

const VERSION_FLAGS: Flags = { client: { type: "bool" }, output: { type: "text", short: "o" } };

export const version: Verb = (_, args) => {
  const read = readFlags("kubectl version", args, VERSION_FLAGS);
  if (!read.ok) return read.outcome;
  if (read.words.length > 0) return complaint(`extra arguments: [${read.words.join(" ")}]`);
  const output = textOf(read, "output");
  if (output === "json" || output === "yaml")
    return lacking(
      `kubectl version -o ${output}`,
      "The lab was not built from a commit, so it has no more to tell than kubectl version.",
    );
  if (output !== "") return complaint("--output must be 'yaml' or 'json'");
  return printed(isOn(read, "client") ? CLIENT : `${CLIENT}\n${SERVER}`);
};

export const clusterInfo: Verb = (_, args) => {
  const read = readFlags("kubectl cluster-info", args, {});
  if (!read.ok) return read.outcome;
  if (read.words[0] === "dump")
    return lacking(
      "kubectl cluster-info dump",
      "The lab does not dump a cluster; ask for the objects with kubectl get -o yaml.",
    );
  return printed(
    "Kubernetes control plane is running at https://127.0.0.1:6443\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.",
  );
};

/** Served beside what kubectl prefers. */
const OLDER = ["autoscaling/v1"];

export const apiVersions: Verb = (_, args) => {
  const read = readFlags("kubectl api-versions", args, {});
  if (!read.ok) return read.outcome;
  if (read.words.length > 0) return misuse("kubectl api-versions", `unexpected arguments: [${read.words.join(" ")}]`);
  const versions = new Set([...API_RESOURCES.map(({ apiVersion }) => apiVersion), ...OLDER]);
  return printed([...versions].toSorted().join("\n"));
};

const RESOURCE_FLAGS: Flags = {
  "api-group": { type: "text" },
  cached: { type: "bool" },
  categories: { type: "strings" },
  namespaced: { type: "bool", value: "true" },
  "no-headers": { type: "bool" },
  output: { type: "text", short: "o" },
  "show-managed-fields": { type: "bool" },
  "sort-by": { type: "text" },
  verbs: { type: "strings" },
};

export const apiResources: Verb = (_, args) => {
  const read = readFlags("kubectl api-resources", args, RESOURCE_FLAGS);
  if (!read.ok) return read.outcome;
  if (read.words.length > 0) return misuse("kubectl api-resources", `unexpected arguments: [${read.words.join(" ")}]`);
  const output = textOf(read, "output");
  if (output === "json" || output === "yaml")
    return lacking(`kubectl api-resources -o ${output}`, "The lab prints the resources as a table or by name only.");
  const sortBy = textOf(read, "sort-by");
  if (!["", "name", "kind"].includes(sortBy)) return complaint("--sort-by accepts only name or kind");
  const has = (list: string, wanted: string[]) => wanted.every((one) => list.split(",").includes(one));
  const found = API_RESOURCES.filter(
    (one) =>
      (!isGiven(read, "api-group") || one.group === textOf(read, "api-group")) &&
      (!isGiven(read, "namespaced") || one.namespaced === isOn(read, "namespaced")) &&
      has(one.verbs, listOf(read, "verbs")) &&
      has(one.category, listOf(read, "categories")),
  );
  const sorted = sortBy === "" ? found : found.toSorted((a, b) => (keyOf(a, sortBy) < keyOf(b, sortBy) ? -1 : 1));
  if (output === "name") return printed(sorted.map(fullName).join("\n"));
  if (output !== "" && output !== "wide") return complaint(`--output ${output} is not available`);
  return printed(tableOf(sorted, output === "wide", !isOn(read, "no-headers")));
};

const keyOf = ({ plural, kind }: ApiResource, sortBy: string) => (sortBy === "kind" ? kind : plural);

function tableOf(resources: readonly ApiResource[], wide: boolean, headers: boolean): string {
  const header = ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", ...(wide ? ["VERBS", "CATEGORIES"] : [])];
  const rows = resources.map((one) => [
    one.plural,
    one.shortNames.join(","),
    one.apiVersion,
    String(one.namespaced),
    one.kind,
    ...(wide ? [one.verbs, one.category] : []),
  ]);
  return printTable(headers ? [header, ...rows] : rows);
}
