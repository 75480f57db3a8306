/**
 * A strategic merge patch: maps are merged key by key, null removes, lists are replaced, but those of the API that have a merge key are merged by it.
 * The directives `$patch` (delete, replace), `$retainKeys` and `$deleteFromPrimitiveList` are carried out; `$setElementOrder` says only how
 * a list is sorted and is left out. Kubernetes 1.36, apimachinery, pkg/util/strategicpatch/patch.go.
 */
import { byKey, isMap, MERGED_SETS, mergeKeyOf, type Json, type JsonMap } from "./json.ts";

const isDeletion = (item: JsonMap) => item["$patch"] === "delete";
const isReplacement = (item: JsonMap) => item["$patch"] === "replace";
const isDirective = (field: string) => field.startsWith("$");

function mergeMapLists(key: string, before: JsonMap[], patch: JsonMap[]): Json[] {
  const [inBefore, inPatch] = [byKey(before, key), byKey(patch, key)];
  const merged = before.flatMap((item) => {
    const change = inPatch.get(item[key]);
    if (!change) return [item];
    return isDeletion(change) ? [] : [mergeMaps(item, change)];
  });
  const added = patch
    .filter((item) => !isDeletion(item) && !inBefore.has(item[key]))
    .map((item) => mergeMaps({}, item));
  return [...merged, ...added];
}

function mergeLists(field: string, before: Json[], patch: Json[]): Json[] {
  if (MERGED_SETS.has(field)) return [...new Set([...before, ...patch])];
  if (!patch.every(isMap) || !before.every(isMap)) return patch;
  if (patch.some(isReplacement)) return patch.filter((item) => !isReplacement(item));
  const key = mergeKeyOf(field, [...before, ...patch]);
  return key === undefined ? patch : mergeMapLists(key, before, patch);
}

function mergeValues(field: string, before: Json, patch: Json): Json {
  if (isMap(patch)) return mergeMaps(isMap(before) ? before : {}, patch);
  return Array.isArray(patch) ? mergeLists(field, Array.isArray(before) ? before : [], patch) : patch;
}

/** Of a union only the fields that the patch names stay. */
function retained(before: JsonMap, patch: JsonMap): JsonMap {
  const keys = patch["$retainKeys"];
  if (!Array.isArray(keys)) return before;
  return Object.fromEntries(Object.entries(before).filter(([field]) => keys.includes(field)));
}

const REMOVAL = "$deleteFromPrimitiveList/";

function removeFromSets(merged: JsonMap, patch: JsonMap): void {
  for (const [directive, gone] of Object.entries(patch)) {
    if (!directive.startsWith(REMOVAL) || !Array.isArray(gone)) continue;
    const field = directive.slice(REMOVAL.length);
    const list = merged[field];
    if (Array.isArray(list)) merged[field] = list.filter((item) => !gone.includes(item));
  }
}

function mergeMaps(before: JsonMap, patch: JsonMap): JsonMap {
  if (isDeletion(patch)) return {};
  const merged: JsonMap = isReplacement(patch) ? {} : { ...retained(before, patch) };
  for (const [field, value] of Object.entries(patch)) {
    if (isDirective(field)) continue;
    if (value === null) delete merged[field];
    else merged[field] = mergeValues(field, merged[field], value);
  }
  removeFromSets(merged, patch);
  return merged;
}

/** The object with the patch applied; neither is changed. */
export function strategicMerge<T extends object>(object: T, patch: object): T {
  return mergeMaps(object as JsonMap, patch as JsonMap) as T;
}
