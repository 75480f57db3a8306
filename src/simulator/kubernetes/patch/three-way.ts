/**
 * The patch of `kubectl apply`: what the manifest changes in the object as it is, and what it no longer says since it was last applied (null).
 * Kubernetes 1.36, apimachinery, pkg/util/strategicpatch/patch.go (CreateThreeWayMergePatch), with its directives `$setElementOrder` and `$retainKeys`.
 */
import { isSame } from "../canonical.ts";
import { byKey, isMap, mergeKeyOf, type Json, type JsonMap } from "./json.ts";

/** What is to be done about a field: the parts of the patch by their names, none when nothing is. */
function listPatch(field: string, last: Json[], wanted: Json[], current: Json[]): JsonMap {
  const key = [...wanted, ...current].every(isMap)
    ? mergeKeyOf(field, [...wanted, ...current] as JsonMap[])
    : undefined;
  if (key === undefined) return isSame(wanted, current) ? {} : { [field]: wanted };
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
  if (changed.length + gone.length === 0) return {};
  const order = (wanted as JsonMap[]).map((item) => ({ [key]: item[key] }));
  return { [`$setElementOrder/${field}`]: order, [field]: [...changed, ...gone] };
}

/** A union: of a Deployment's strategy only what the manifest says stays (patchStrategy retainKeys). */
const RETAINS_KEYS = "strategy";

const listOf = (value: Json) => (Array.isArray(value) ? value : []);
const mapOf = (value: Json) => (isMap(value) ? value : {});

function mapPatch(field: string, last: JsonMap, wanted: JsonMap, current: JsonMap): JsonMap {
  const patch = threeWayPatch(last, wanted, current);
  if (Object.keys(patch).length === 0) return {};
  return { [field]: field === RETAINS_KEYS ? { $retainKeys: Object.keys(wanted).toSorted(), ...patch } : patch };
}

function fieldPatch(field: string, last: Json, wanted: Json, current: Json): JsonMap {
  if (isMap(wanted) && isMap(current)) return mapPatch(field, mapOf(last), wanted, current);
  if (Array.isArray(wanted) && Array.isArray(current)) return listPatch(field, listOf(last), wanted, current);
  return isSame(wanted, current) ? {} : { [field]: wanted };
}

/** An empty patch when there is nothing to do. */
export function threeWayPatch(last: JsonMap, wanted: JsonMap, current: JsonMap): JsonMap {
  const patch: JsonMap = {};
  for (const [field, value] of Object.entries(wanted))
    Object.assign(patch, fieldPatch(field, last[field], value, current[field]));
  for (const field of Object.keys(last)) {
    if (!(field in wanted) && field in current) patch[field] = null;
  }
  return patch;
}
