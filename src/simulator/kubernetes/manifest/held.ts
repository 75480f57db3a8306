/**
 * JSON as Go holds it once it is decoded: null is a field that was never said, or the zero value of a list's or map's items; a number that
 * stands for a quantity is its text. Kubernetes 1.36, sigs.k8s.io/json, internal/golang/encoding/json/decode.go (literalStore) and
 * apimachinery, pkg/api/resource/quantity.go (UnmarshalJSON).
 */
import { isMap, type Json, type JsonMap } from "../patch/json.ts";
import { fieldsOf } from "./schema.ts";

const ZERO: Record<string, Json> = {
  string: "",
  bool: false,
  int32: 0,
  int64: 0,
  float64: 0,
  IntOrString: 0,
  Quantity: "0",
};

const zeroOf = (type: string): Json => (fieldsOf(type) ? {} : (ZERO[type] ?? null));

/** The value without the fields that no struct has, which a server that only warns of them drops. */
export function pruned(value: Json, type: string): Json {
  if (Array.isArray(value)) return value.map((item) => pruned(item, type.slice("[]".length)));
  if (!isMap(value)) return value;
  const fields = fieldsOf(type);
  const item = type.slice("map[string]".length);
  const known = Object.entries(value).filter(([name]) => !fields || Object.hasOwn(fields, name));
  return Object.fromEntries(known.map(([name, each]) => [name, pruned(each, fields ? (fields[name] ?? "") : item)]));
}

/** `type` is what the value stands for in the schema; a value of another type is left alone. */
export function held(value: Json, type: string): Json {
  if (Array.isArray(value)) return type.startsWith("[]") ? value.map((item) => itemOf(item, type.slice(2))) : value;
  if (!isMap(value)) return type === "Quantity" && typeof value === "number" ? String(value) : value;
  const fields = fieldsOf(type);
  if (fields) return structOf(value, fields);
  if (!type.startsWith("map[string]")) return value;
  const item = type.slice("map[string]".length);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, itemOf(each, item)]));
}

const itemOf = (item: Json, type: string): Json => (item === null ? zeroOf(type) : held(item, type));

function structOf(value: JsonMap, fields: Record<string, string>): JsonMap {
  const said = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(said.map(([name, each]) => [name, held(each, fields[name] ?? "")]));
}
