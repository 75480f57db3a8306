/** The text of a file -> the manifests in it, or why kubectl could not read it. YAML by the library yaml, errors in the words of kubectl's own parser (go-yaml). */
import { parseDocument, visit, type Document, type Tags, type YAMLParseError } from "yaml";
import { isMap } from "../patch/json.ts";

/** More than any manifest of a lab: a bound on what a message may cost. */
const MOST_BYTES = 1_000_000;
const MOST_DOCUMENTS = 200;

/** What could be read before a problem came up, which ends the file: "error parsing web.yaml: ...". */
export type Read = { manifests: unknown[]; problem?: string };

const NO_KEY = "did not find expected key";
const NO_END = "did not find expected ',' or '}'";
const NO_COLON = "could not find expected ':'";

/**
 * The library's error codes in go-yaml's words, with where go-yaml notices: its parser counts lines from 0, its scanner from 1 and only
 * when it has come to the next line.
 */
const WORDS: { [code: string]: { words: string; late: number } } = {
  TAB_AS_INDENT: { words: "found character that cannot start any token", late: 0 },
  BAD_INDENT: { words: NO_KEY, late: -1 },
  UNEXPECTED_TOKEN: { words: NO_KEY, late: -1 },
  BLOCK_IN_FLOW: { words: NO_END, late: -1 },
  MISSING_CHAR: { words: NO_COLON, late: 1 },
  MULTILINE_IMPLICIT_KEY: { words: NO_COLON, late: 1 },
};

function describe({ code, message, linePos }: YAMLParseError): string {
  const { words, late } = WORDS[code] ?? { words: NO_COLON, late: 1 };
  // A flow map that is never closed is a wrong indent to the library; go-yaml says so at the end.
  const unclosed = message.includes("must be sufficiently indented and end with");
  return `yaml: line ${(linePos?.[0].line ?? 1) + (unclosed ? -1 : late)}: ${unclosed ? NO_END : words}`;
}

/** What the library takes for a number or an instant and go-yaml does not: 10:30, 2026-11-02. */
const isForeign = (tag: Tags[number]) =>
  typeof tag === "object" && "format" in tag && (tag.format === "TIME" || tag.tag.endsWith(":timestamp"));

/** As sigs.k8s.io/yaml reads: YAML 1.1, where yes and no are booleans. */
const OPTIONS = {
  version: "1.1",
  uniqueKeys: false,
  logLevel: "silent",
  customTags: (tags: Tags) => tags.filter((tag) => !isForeign(tag)),
} as const;

/** The texts between the lines that begin with "---" (apimachinery, pkg/util/yaml/decoder.go, YAMLReader): each is parsed, and its lines counted, by itself. */
function split(text: string): { texts: string[]; stray?: string } {
  const texts = [""];
  for (const line of text.split(/(?<=\n)/)) {
    if (!line.startsWith("---")) texts[texts.length - 1] += line;
    else {
      const rest = line.slice(3).trim();
      if (rest !== "" && !rest.startsWith("#")) return { texts: texts.slice(0, -1), stray: rest };
      if (texts.at(-1) !== "") texts.push("");
    }
  }
  return { texts };
}

/** A text that is one document -> its JSON, null when there is nothing in it; or why kubectl could not read it. */
export function readDocument(text: string): { ok: true; value: unknown } | { ok: false; why: string } {
  const document = parseDocument(text, OPTIONS);
  const [error] = document.errors;
  if (error) return { ok: false, why: `error converting YAML to JSON: ${describe(error)}` };
  const [endless] = anchorInItself(document);
  if (endless !== undefined)
    return { ok: false, why: `error converting YAML to JSON: yaml: anchor '${endless}' value contains itself` };
  const odd = oddNumber(document);
  if (odd !== undefined) return { ok: false, why: `error converting YAML to JSON: json: unsupported value: ${odd}` };
  const value = plain(document);
  return value === undefined ? { ok: false, why: "yaml: document contains excessive aliasing" } : { ok: true, value };
}

/** Every manifest of a text; a List stands for its items. */
export function readManifests(text: string, file: string): Read {
  const manifests: unknown[] = [];
  const parsing = (why: string): Read => ({ manifests, problem: `error parsing ${file}: ${why}` });
  if (text.length > MOST_BYTES)
    return parsing(`it is longer than ${MOST_BYTES} characters, the most that the simulation reads`);
  const { texts, stray } = split(text);
  if (texts.length > MOST_DOCUMENTS) return parsing(`it has more than ${MOST_DOCUMENTS} documents`);
  for (const each of texts) {
    const parsed = readDocument(each);
    if (!parsed.ok) return parsing(parsed.why);
    if (parsed.value !== null) manifests.push(...items(parsed.value));
  }
  return stray === undefined ? { manifests } : parsing(`invalid Yaml document separator: ${stray}`);
}

/** Go's names of the numbers that JSON does not have. A number too large for one is a text to go-yaml (resolve.go), and becomes one here. */
function oddNumber(document: Document): string | undefined {
  let odd: string | undefined;
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== "number" || Number.isFinite(scalar.value)) return;
      // The library takes even "." for a number.
      if (!/^[+-]?\.(inf|nan)$/i.test(scalar.source ?? "")) scalar.value = scalar.source;
      else odd ??= Number.isNaN(scalar.value) ? "NaN" : scalar.value > 0 ? "+Inf" : "-Inf";
    },
  });
  return odd;
}

/** Aliases are not followed far: a few lines could otherwise stand for gigabytes. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? null;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** The anchors that stand inside of what they name, which has no end. */
function anchorInItself(document: Document): string[] {
  const names: string[] = [];
  visit(document, {
    Alias(_, alias, path) {
      const isWithin = path.some((above) => "anchor" in above && above.anchor === alias.source);
      if (isWithin) names.push(alias.source);
    },
  });
  return names;
}

/** A List stands for its items. */
function items(manifest: unknown): unknown[] {
  const { kind, items: own } = isMap(manifest) ? manifest : {};
  return kind === "List" && Array.isArray(own) ? own : [manifest];
}
