/**
 * A strategic merge patch: maps are merged key by key, null removes, lists are replaced, but those of the API that have a merge key are merged by it,
 * where `$patch: delete` removes an item. Kubernetes 1.36, apimachinery, pkg/util/strategicpatch/patch.go; other directives are not read.
 */
import { byKey, isMap, mergeKeyOf, type Json, type JsonMap } from "./json.ts";

const isDeletion = (item: JsonMap) => item["$patch"] === "delete";

function mergeLists(field: string, before: Json[], patch: Json[]): Json[] {
  if (!patch.every(isMap) || !before.every(isMap)) return patch;
  const key = mergeKeyOf(field, [...before, ...patch]);
  if (key === undefined) return patch;
  const [inBefore, inPatch] = [byKey(before, key), byKey(patch, key)];
  const merged = before.flatMap((item) => {
    const change = inPatch.get(item[key]);
    if (!change) return [item];
    return isDeletion(change) ? [] : [mergeMaps(item, change)];
  });
  const added = patch.filter((item) => !isDeletion(item) && !inBefore.has(item[key]));
  return [...merged, ...added];
}

function mergeValues(field: string, before: Json, patch: Json): Json {
  if (isMap(patch)) return mergeMaps(isMap(before) ? before : {}, patch);
  if (Array.isArray(patch) && Array.isArray(before)) return mergeLists(field, before, patch);
  return patch;
}

function mergeMaps(before: JsonMap, patch: JsonMap): JsonMap {
  const merged: JsonMap = { ...before };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field];
    else merged[field] = mergeValues(field, before[field], value);
  }
  return merged;
}

/** The object with the patch applied; neither is changed. */
export function strategicMerge<T extends object>(object: T, patch: object): T {
  return mergeMaps(object as JsonMap, patch as JsonMap) as T;
}
