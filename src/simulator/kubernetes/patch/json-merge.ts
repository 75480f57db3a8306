/** A JSON merge patch: maps are merged key by key, null removes, anything else takes the place of what was there. RFC 7386. */
import { isMap, type Json, type JsonMap } from "./json.ts";

/** The value with the patch applied; neither is changed. */
export function jsonMerge(before: Json, patch: Json): Json {
  if (!isMap(patch)) return patch;
  const merged: JsonMap = isMap(before) ? { ...before } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field];
    else merged[field] = jsonMerge(merged[field], value);
  }
  return merged;
}
