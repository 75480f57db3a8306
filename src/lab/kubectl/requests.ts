// `TYPE [NAME...]`, `TYPE/NAME...` and `TYPE,TYPE` -> what is asked for; and label selectors.
import { type Refused, type Request, type Requirement, refuse } from "../command.ts";
import { findKinds } from "./resources.ts";

export type Requests = { kind: "requests"; requests: Request[] };

const MIXED =
  "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form " +
  "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/** What kubectl says when nothing is named at all. */
export const NOTHING_NAMED = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** What kubectl says when a kind is named and no thing of it. */
export const NO_NAME = "error: resource(s) were provided, but no name was specified";

/** Reads the words that are no flags. */
export function readRequests(words: string[]): Requests | Refused {
  const slashed = words.filter((word) => word.includes("/"));
  if (slashed.length > 0 && slashed.length < words.length) return refuse(MIXED);
  const pairs =
    slashed.length > 0
      ? slashed.map((word) => [word.slice(0, word.indexOf("/")), [word.slice(word.indexOf("/") + 1)]] as const)
      : (words[0] ?? "").split(",").map((type) => [type, words.slice(1)] as const);
  const requests: Request[] = [];
  for (const [type, names] of pairs) {
    const found = findKinds(type);
    if ("output" in found) return refuse(found.output);
    if (names.includes(""))
      return refuse("error: arguments in resource/name form must have a single resource and name");
    for (const kind of found.kinds) add(requests, { kind, names: [...names] });
  }
  return { kind: "requests", requests };
}

function add(requests: Request[], request: Request): void {
  const same = requests.find((each) => each.kind === request.kind);
  if (same) same.names.push(...request.names);
  else requests.push(request);
}

/** Requests that must name things, as changing commands want them. */
export function readNamed(words: string[]): Requests | Refused {
  if (words.length === 0) return refuse(NOTHING_NAMED);
  const read = readRequests(words);
  if (read.kind === "refused") return read;
  return read.requests.some((request) => request.names.length === 0) ? refuse(NO_NAME) : read;
}

/** `app=web,tier!=db,!old` -> requirements. */
export function readSelector(text: string | undefined): Requirement[] | Refused {
  if (!text) return [];
  const requirements: Requirement[] = [];
  for (const part of text.split(",")) {
    const match = /^\s*(!?)\s*([\w./-]+)\s*(?:(==?|!=)\s*([\w.-]*))?\s*$/.exec(part);
    if (!match)
      return refuse(`The lab understands selectors such as app=web and app!=web, not "${text.slice(0, 80)}".`);
    const [, bang, key = "", operator, value] = match;
    const negated = bang === "!" || operator === "!=";
    requirements.push(value === undefined ? { key, negated } : { key, value, negated });
  }
  return requirements;
}
