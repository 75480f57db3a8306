/** The names of resources: what people may write for each, and what kubectl and the server print. */
import { RESOURCES, type Kind } from "../../simulator/kubernetes/api/kinds.ts";
import { API_RESOURCES, type ApiResource } from "./api-resources.ts";

/** The kind under which the simulator's store has a resource's objects; nothing when no lab can hold such an object. */
export const storeKind = ({ kind }: ApiResource): Kind | undefined =>
  Object.hasOwn(RESOURCES, kind) ? (kind as Kind) : undefined;

/** The resource of a kind of the store. */
export function resourceOf(kind: string): ApiResource {
  const found = API_RESOURCES.find((resource) => resource.kind === kind);
  if (!found) throw new RangeError(`The API has no resource of kind ${kind}: add it to api-resources.ts.`);
  return found;
}

const withGroup = (name: string, { group }: ApiResource) => (group ? `${name}.${group}` : name);

/** `deployments.apps`: how the server names a resource, as in its errors. */
export const fullName = (resource: ApiResource) => withGroup(resource.plural, resource);

/** `deployment.apps/web`: how kubectl names one thing among others. */
export const slashName = (resource: ApiResource, name: string) =>
  `${withGroup(resource.kind.toLowerCase(), resource)}/${name}`;

const isNamed = ({ plural, kind, shortNames }: ApiResource, word: string) =>
  plural === word || kind.toLowerCase() === word || shortNames.includes(word);

function matching(name: string, group: string, version?: string): ApiResource | undefined {
  const named = API_RESOURCES.filter((one) => isNamed(one, name) && (!version || one.apiVersion.endsWith(version)));
  if (group === "") return named[0];
  return named.find((one) => one.group === group) ?? named.find((one) => one.group.startsWith(group));
}

/** What a word means: `deploy`, `Deployments`, `deployment.apps`, `deployments.v1.apps` (cli-runtime, builder.go, mappingFor). */
export function findResource(word: string): ApiResource | undefined {
  const [name = "", ...rest] = word.toLowerCase().split(".");
  const [version = "", ...group] = rest;
  const versioned = group.length > 0 ? matching(name, group.join("."), version) : undefined;
  return versioned ?? matching(name, rest.join("."));
}

/** The words that a word stands for: `all` for every resource of that category. */
export function expandCategory(word: string): string[] {
  const members = API_RESOURCES.filter(({ category }) => category !== "" && category === word);
  return members.length > 0 ? members.map(fullName) : [word];
}
