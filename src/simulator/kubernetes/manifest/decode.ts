/**
 * A manifest's JSON against the schema, strictly, as the API server decodes it: the first wrong type ends it, else all unknown fields are named.
 * Kubernetes 1.36, apimachinery, pkg/runtime/serializer/json and sigs.k8s.io/json; texts as in real transcripts.
 */
import { readQuantity } from "../api/quantity.ts";
import { fieldsOf } from "./schema.ts";

type Json = unknown;
type JsonMap = Record<string, Json>;

/** Where a value stands: the struct that has the field, and the path with and without indexes. */
type Place = { struct: string; path: string; plain: string };

/**
 * `message` is what a creation is refused with; `conversion` what a patch is; `wrong` the first value of a wrong type; `unknown` the fields
 * that are too many, when they are all that is wrong.
 */
export type Decoded =
  | { ok: true }
  | { ok: false; message: string; conversion: string; wrong?: string; unknown: string[] };

const NOT_A_QUANTITY = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const isMap = (value: Json): value is JsonMap => typeof value === "object" && value !== null && !Array.isArray(value);

/** How encoding/json names what it found; a number that does not fit is named with its digits. */
function found(value: Json, wanted: string): string {
  if (Array.isArray(value)) return "array";
  if (isMap(value)) return "object";
  if (typeof value === "number") return isWhole(wanted) ? `number ${value}` : "number";
  return typeof value === "boolean" ? "bool" : typeof value;
}

const isWhole = (type: string) => type === "int32" || type === "int64";

/** A struct's type in messages is the package's: `v1.PodSpec`; a Go scalar stands for itself. */
const goName = (type: string) => {
  const [, prefix = "", name = type] = /^(\[\]|map\[string\])?(.*)$/.exec(type) ?? [];
  return fieldsOf(name) ? `${prefix}v1.${name}` : type;
};

/** The first wrong type in both notations, and every unknown field. */
type Findings = { wrong?: string; conversion?: string; unknown: string[] };

/** What reflection calls a value of JSON. */
function goKind(value: Json): string {
  if (Array.isArray(value)) return "slice";
  if (isMap(value)) return "map";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : typeof value;
}

/**
 * How the converter of patches puts it (apimachinery, pkg/runtime/converter.go, fromUnstructured): Go could convert between numbers, and a
 * whole number to a text, which it then refuses; anything else it does not know what to do with.
 */
function conversionError(value: Json, type: string): string {
  const kind = goKind(value);
  if (type.startsWith("[]")) return `cannot restore slice from ${kind}`;
  if (type.startsWith("map[")) return `cannot restore map from ${kind}`;
  if (fieldsOf(type)) return `cannot restore struct from: ${kind}`;
  const isConvertible = (kind === "int64" && type === "string") || (kind === "float64" && isWhole(type));
  return isConvertible ? `cannot convert ${kind} to ${type}` : `unrecognized type: ${type}`;
}

function noteMismatch(findings: Findings, value: Json, type: string, { struct, plain }: Place): void {
  findings.conversion ??= conversionError(value, type);
  findings.wrong ??= `json: cannot unmarshal ${found(value, type)} into Go struct field ${struct}.${plain} of type ${goName(type)}`;
}

/** Whether a number fits into a Go integer of so many bits. */
const isInt = (bits: number) => (value: Json) =>
  Number.isInteger(value) && (value as number) >= -(2 ** (bits - 1)) && (value as number) < 2 ** (bits - 1);

const isText = (value: Json) => typeof value === "string";

/** What a value must be; any JSON will do for a type that is not here. */
const SCALARS: Record<string, (value: Json) => boolean> = {
  string: isText,
  Time: isText,
  MicroTime: isText,
  "[]byte": isText,
  bool: (value) => typeof value === "boolean",
  int32: isInt(32),
  int64: isInt(64),
  float64: (value) => typeof value === "number",
  IntOrString: (value) => isText(value) || isInt(32)(value),
};

const isOfScalar = (value: Json, type: string) => SCALARS[type]?.(value) ?? true;

/** Where a text stops being base64, as encoding/base64 counts it. */
function illegalBase64At(text: string): number | undefined {
  const stop = /[^A-Za-z0-9+/\r\n]/.exec(text.replace(/={1,2}$/, ""))?.index;
  if (stop !== undefined) return stop;
  return text.length % 4 === 0 ? undefined : text.length - (text.length % 4);
}

function checkBytes(text: string, findings: Findings): void {
  const at = illegalBase64At(text);
  if (at !== undefined) findings.wrong ??= `illegal base64 data at input byte ${at}`;
}

function checkScalar(value: Json, type: string, place: Place, findings: Findings): void {
  if (type === "[]byte" && typeof value === "string") checkBytes(value, findings);
  else if (type !== "Quantity") {
    if (!isOfScalar(value, type)) noteMismatch(findings, value, type, place);
  } else if (typeof value !== "string" && typeof value !== "number") {
    noteMismatch(findings, value, "resource.Quantity", place);
  } else if (readQuantity(value) === undefined) findings.wrong ??= NOT_A_QUANTITY;
}

function checkValue(value: Json, type: string, place: Place, findings: Findings): void {
  // null is what was never said.
  if (value === null || value === undefined) return;
  if (type.startsWith("[]") && type !== "[]byte") checkList(value, type, place, findings);
  else if (type.startsWith("map[string]")) checkMap(value, type, place, findings);
  else if (!fieldsOf(type)) checkScalar(value, type, place, findings);
  else if (isMap(value)) checkStruct(value, type, place, findings);
  else noteMismatch(findings, value, type, place);
}

function checkList(value: Json, type: string, place: Place, findings: Findings): void {
  if (!Array.isArray(value)) return noteMismatch(findings, value, type, place);
  for (const [i, item] of value.entries()) {
    checkValue(item, type.slice(2), { ...place, path: `${place.path}[${i}]` }, findings);
  }
}

function checkMap(value: Json, type: string, place: Place, findings: Findings): void {
  if (!isMap(value)) return noteMismatch(findings, value, type, place);
  const item = type.slice("map[string]".length);
  for (const [key, each] of Object.entries(value)) {
    checkValue(each, item, { ...place, path: `${place.path}.${key}` }, findings);
  }
}

const under = (before: string, name: string) => (before ? `${before}.${name}` : name);

function checkStruct(value: JsonMap, struct: string, { path, plain }: Place, findings: Findings): void {
  const fields = fieldsOf(struct) ?? {};
  for (const [name, each] of Object.entries(value)) {
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (type === undefined) findings.unknown.push(`unknown field "${under(path, name)}"`);
    else checkValue(each, type, { struct, path: under(path, name), plain: under(plain, name) }, findings);
  }
}

/** Whether the JSON is an object of this kind; else the message of the server's BadRequest. */
export function decode(object: JsonMap, kind: string): Decoded {
  const findings: Findings = { unknown: [] };
  checkStruct(object, kind, { struct: kind, path: "", plain: "" }, findings);
  const { wrong, unknown } = findings;
  const why = wrong ?? (unknown.length > 0 ? `strict decoding error: ${unknown.join(", ")}` : undefined);
  if (why === undefined) return { ok: true };
  const message = `${kind} in version "${versionOf(object)}" cannot be handled as a ${kind}: ${why}`;
  const conversion = findings.conversion ?? why;
  return { ok: false, message, conversion, ...(wrong === undefined ? { unknown } : { wrong, unknown: [] }) };
}

/** "apps/v1" -> "v1". */
const versionOf = ({ apiVersion }: JsonMap) => String(apiVersion).split("/").at(-1) ?? "";
