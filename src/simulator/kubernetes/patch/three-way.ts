/**
 * The patch of `kubectl apply`: what the manifest changes in the object as it is, and what it no longer says since it was last applied (null).
 * Kubernetes 1.36, apimachinery, pkg/util/strategicpatch/patch.go (CreateThreeWayMergePatch), without its `$setElementOrder` directives.
 */
import { byKey, isMap, mergeKeyOf, type Json, type JsonMap } from "./json.ts";

function listPatch(field: string, last: Json[], wanted: Json[], current: Json[]): Json[] | undefined {
  const key = [...wanted, ...current].every(isMap)
    ? mergeKeyOf(field, [...wanted, ...current] as JsonMap[])
    : undefined;
  if (key === undefined) return JSON.stringify(wanted) === JSON.stringify(current) ? undefined : wanted;
  const before = last.filter(isMap) as JsonMap[];
  const [inLast, inWanted, inCurrent] = [before, wanted, current].map((list) => byKey(list as JsonMap[], key));
  const changed = (wanted as JsonMap[]).flatMap((item) => {
    const now = inCurrent?.get(item[key]);
    if (!now) return [item];
    const patch = threeWayPatch(inLast?.get(item[key]) ?? {}, item, now);
    return Object.keys(patch).length > 0 ? [{ [key]: item[key], ...patch }] : [];
  });
  const gone = before
    .filter((item) => !inWanted?.has(item[key]) && inCurrent?.has(item[key]))
    .map((item) => ({ $patch: "delete", [key]: item[key] }));
  return changed.length + gone.length > 0 ? [...changed, ...gone] : undefined;
}

/** A union: of a Deployment's strategy only what the manifest says stays (patchStrategy retainKeys). */
const RETAINS_KEYS = "strategy";

const dropped = (wanted: JsonMap, current: JsonMap): JsonMap =>
  Object.fromEntries(
    Object.keys(current)
      .filter((field) => !(field in wanted))
      .map((field) => [field, null]),
  );

const listOf = (value: Json) => (Array.isArray(value) ? value : []);
const mapOf = (value: Json) => (isMap(value) ? value : {});

function valuePatch(field: string, last: Json, wanted: Json, current: Json): Json | undefined {
  if (isMap(wanted) && isMap(current)) {
    const patch = threeWayPatch(mapOf(last), wanted, current);
    if (Object.keys(patch).length === 0) return undefined;
    return field === RETAINS_KEYS ? { ...dropped(wanted, current), ...patch } : patch;
  }
  if (Array.isArray(wanted) && Array.isArray(current)) return listPatch(field, listOf(last), wanted, current);
  return JSON.stringify(wanted) === JSON.stringify(current) ? undefined : wanted;
}

/** An empty patch when there is nothing to do. */
export function threeWayPatch(last: JsonMap, wanted: JsonMap, current: JsonMap): JsonMap {
  const patch: JsonMap = {};
  for (const [field, value] of Object.entries(wanted)) {
    const change = valuePatch(field, last[field], value, current[field]);
    if (change !== undefined) patch[field] = change;
  }
  for (const field of Object.keys(last)) {
    if (!(field in wanted) && field in current) patch[field] = null;
  }
  return patch;
}
