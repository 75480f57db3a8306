/**
 * A JSON patch: operations on paths, all or none. RFC 6902, as leniently as gopkg.in/evanphx/json-patch.v4 (patch.go), which the API server
 * uses: what is not there is tested as null.
 */
import { isSame } from "../canonical.ts";
import { isMap, type Json, type JsonMap } from "./json.ts";

/** A value of JSON, or nothing where an operation cannot be carried out. */
type Found = Json | undefined;

/** "/spec/a~1b" -> ["spec", "a/b"]. */
const partsOf = (path: string) =>
  path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

const isIndex = (part: string) => /^\d+$/.test(part);

function step(at: Found, part: string): Found {
  if (Array.isArray(at)) return isIndex(part) ? at[Number(part)] : undefined;
  return isMap(at) && Object.hasOwn(at, part) ? at[part] : undefined;
}

const find = (document: Json, path: string) => partsOf(path).reduce(step, document);

/** What holds the last part of a path, after the change; nothing when it cannot be made. */
type Change = (holder: Found, part: string) => Found;

/** A copy of the document in which the holder of the path's last part is changed. */
function rebuilt(at: Found, [part = "", ...rest]: string[], change: Change): Found {
  if (rest.length === 0) return change(at, part);
  const after = rebuilt(step(at, part), rest, change);
  if (after === undefined) return undefined;
  return Array.isArray(at) ? at.with(Number(part), after) : { ...(at as JsonMap), [part]: after };
}

function insert(list: Json[], part: string, value: Json): Found {
  const index = part === "-" ? list.length : Number(part);
  return (part === "-" || isIndex(part)) && index <= list.length ? list.toSpliced(index, 0, value) : undefined;
}

function add(document: Json, path: string, value: Json): Found {
  if (path === "") return value;
  return rebuilt(document, partsOf(path), (holder, part) => {
    if (Array.isArray(holder)) return insert(holder, part, value);
    return isMap(holder) ? { ...holder, [part]: value } : undefined;
  });
}

const remove = (document: Json, path: string): Found =>
  rebuilt(document, partsOf(path), (holder, part) => {
    if (step(holder, part) === undefined) return undefined;
    if (Array.isArray(holder)) return holder.toSpliced(Number(part), 1);
    const { [part]: _, ...rest } = holder as JsonMap;
    return rest;
  });

function replace(document: Json, path: string, value: Json): Found {
  if (path === "") return value;
  return rebuilt(document, partsOf(path), (holder, part) => {
    if (step(holder, part) === undefined) return undefined;
    return Array.isArray(holder) ? holder.with(Number(part), value) : { ...(holder as JsonMap), [part]: value };
  });
}

function move(document: Json, from: string, path: string): Found {
  const value = find(document, from);
  const without = remove(document, from);
  return value === undefined || without === undefined ? undefined : add(without, path, value);
}

function copy(document: Json, from: string, path: string): Found {
  const value = find(document, from);
  return value === undefined ? undefined : add(document, path, value);
}

const textOf = (value: Json) => (typeof value === "string" ? value : "");

function carryOut(document: Json, operation: JsonMap): Found {
  const [path, from] = [textOf(operation["path"]), textOf(operation["from"])];
  const value = operation["value"] ?? null;
  switch (operation["op"]) {
    case "add":
      return add(document, path, value);
    case "remove":
      return remove(document, path);
    case "replace":
      return replace(document, path, value);
    case "move":
      return move(document, from, path);
    case "copy":
      return copy(document, from, path);
    case "test":
      return isSame(find(document, path) ?? null, value) ? document : undefined;
    default:
      return undefined;
  }
}

/** The document after all operations, or nothing when one of them cannot be carried out; it is not changed itself. */
export function jsonPatch(document: JsonMap, operations: JsonMap[]): Found {
  let after: Found = document;
  for (const operation of operations) {
    if (after === undefined) return undefined;
    after = carryOut(after, operation);
  }
  return after;
}
