/** `TYPE [NAME...]`, `TYPE/NAME...`, `TYPE,TYPE` and selectors -> what is asked for. Kubernetes 1.36, cli-runtime, pkg/resource/builder.go. */
import type { Outcome } from "../shell/outcome.ts";
import type { ApiResource } from "./api-resources.ts";
import { complaint, noResource } from "./errors.ts";
import { expandCategory, findResource } from "./resources.ts";

/** One thing by its name; `namespace` is "" for what is cluster-wide. */
export type Target = { resource: ApiResource; name: string; namespace: string };

/** `single`: kubectl shows the one thing, not a list of it. */
export type ByName = { ok: true; by: "name"; targets: Target[]; single: boolean };
/** `namespace` is undefined for all of them. */
export type BySelector = {
  ok: true;
  by: "selector";
  resources: ApiResource[];
  namespace: string | undefined;
  labels: string;
  fields: string;
};
export type Refused = { ok: false; outcome: Outcome };
export type Wanted = ByName | BySelector | Refused;

export type Where = {
  namespace: string;
  allNamespaces?: boolean;
  /** -l and --field-selector; undefined when not given. */
  labels?: string | undefined;
  fields?: string | undefined;
  /** --all */
  all?: boolean;
  /** A type alone means all of it: `get`, but not `delete`. */
  allowEmptySelector?: boolean;
};

const MIXED =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form " +
  "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/** What kubectl says when nothing is named at all. */
const NOTHING_NAMED = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** What kubectl says when a type is named and no thing of it. */
const NO_NAME = "resource(s) were provided, but no name was specified";

const refused = (message: string): Refused => ({ ok: false, outcome: complaint(message) });

/** What the words that are no flags ask for. */
export function readRequests(words: readonly string[], where: Where): Wanted {
  const args = combined(words);
  const paired = args.some((word) => word.includes("/"));
  const wrong = paired ? pairsProblem(args) : undefined;
  if (wrong !== undefined) return refused(wrong);
  const [type, ...names] = paired ? [] : args;
  const listed = type !== undefined && names.length === 0 && where.allowEmptySelector === true;
  if (listed || selects(where)) return bySelector(type, names, paired, where);
  if (paired) return byPair(args, where);
  if (type === undefined) return refused(NOTHING_NAMED);
  return byName(type, names, where);
}

/** `pods,svc web` means `pods/web svc/web`. */
function combined(words: readonly string[]): string[] {
  const [types = "", ...names] = words;
  const each = types.split(",");
  if (names.length === 0 || each.length < 2) return [...words];
  return each.flatMap((type) => names.map((name) => `${type}/${name}`));
}

const selects = ({ all, labels, fields }: Where) => all || labels !== undefined || fields !== undefined;

const pairsProblem = (args: readonly string[]) =>
  args.every((word) => word.includes("/")) ? args.map(pairProblem).find((problem) => problem !== undefined) : MIXED;

function pairProblem(pair: string): string | undefined {
  const [type = "", name = "", ...more] = pair.split("/");
  if (more.length > 0) return "arguments in resource/name form may not have more than one slash";
  if (type === "" || name === "" || type.includes(","))
    return "arguments in resource/name form must have a single resource and name";
  return undefined;
}

/** The resources of `TYPE,TYPE`, each once. */
function resourcesOf(type: string): { ok: true; resources: ApiResource[] } | Refused {
  const resources: ApiResource[] = [];
  for (const word of type.split(",").flatMap(expandCategory)) {
    const resource = findResource(word);
    if (!resource) return { ok: false, outcome: noResource(word) };
    if (!resources.includes(resource)) resources.push(resource);
  }
  return { ok: true, resources };
}

function bySelector(type: string | undefined, names: string[], paired: boolean, where: Where): Wanted {
  if (names.length > 0) return refused("name cannot be provided when a selector is specified");
  if (paired) return refused("selectors and the all flag cannot be used when passing resource/name arguments");
  if (type === undefined) return refused("at least one resource must be specified to use a selector");
  const found = resourcesOf(type);
  if (!found.ok) return found;
  const namespace = where.allNamespaces ? undefined : where.namespace;
  const { labels = "", fields = "" } = where;
  return { ok: true, by: "selector", resources: found.resources, namespace, labels, fields };
}

const EVERYWHERE = "a resource cannot be retrieved by name across all namespaces";

function byPair(pairs: string[], { namespace, allNamespaces }: Where): Wanted {
  const targets: Target[] = [];
  for (const pair of pairs) {
    const [type = "", name = ""] = pair.split("/");
    const resource = findResource(type);
    if (!resource) return { ok: false, outcome: noResource(type) };
    if (resource.namespaced && allNamespaces) return refused(EVERYWHERE);
    targets.push({ resource, name, namespace: resource.namespaced ? namespace : "" });
  }
  return { ok: true, by: "name", targets, single: targets.length === 1 };
}

function byName(type: string, names: string[], { namespace, allNamespaces }: Where): Wanted {
  const found = resourcesOf(type);
  if (!found.ok) return found;
  if (names.length === 0) return refused(NO_NAME);
  const [resource, ...more] = found.resources;
  if (!resource || more.length > 0) return refused("you must specify only one resource");
  if (resource.namespaced && allNamespaces) return refused(EVERYWHERE);
  const own = resource.namespaced ? namespace : "";
  return {
    ok: true,
    by: "name",
    targets: names.map((name) => ({ resource, name, namespace: own })),
    single: names.length === 1,
  };
}
