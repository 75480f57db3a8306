// A manifest or configuration file of a lesson -> what its reader would refuse: a simulated cluster's API server where it knows the kind, else upstream's own schema.
import { isMap, isScalar, parseAllDocuments, parseDocument, stringify } from "yaml";
import { z } from "zod";
import { createKubernetes } from "../../src/simulator/kubernetes/kubernetes.ts";
import { applyText } from "../support/apply-text.ts";
import { RESOURCES } from "../../src/simulator/kubernetes/api/kinds.ts";
import compose from "./upstream/compose.json" with { type: "json" };
import kinds from "./upstream/kinds.json" with { type: "json" };
import settings from "./upstream/settings.json" with { type: "json" };

/** Kinds that add-ons bring: there is no schema of theirs here, so only their apiVersion is held against their references. */
const OF_ADD_ONS = new Set([
  "argoproj.io/v1alpha1 Application",
  "gateway.networking.k8s.io/v1 Gateway",
  "gateway.networking.k8s.io/v1 HTTPRoute",
  "kustomize.toolkit.fluxcd.io/v1 Kustomization",
  "security.istio.io/v1 PeerAuthentication",
  "snapshot.storage.k8s.io/v1 VolumeSnapshot",
  "source.toolkit.fluxcd.io/v1 GitRepository",
]);

type Schema = Parameters<typeof z.fromJSONSchema>[0];
type Upstream = { kinds: Record<string, string>; definitions: object };

/** No field that the schema does not name: kubectl and the API server refuse those by default. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== "object") return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const isObject = typeof inner["properties"] === "object" && !("additionalProperties" in inner);
  return isObject ? { ...inner, additionalProperties: false } : inner;
}

function complaintsBy(schema: unknown, value: unknown): string[] {
  const { error } = z.fromJSONSchema(strict(schema) as Schema).safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function complaintsOf({ kinds: names, definitions }: Upstream, gvk: string, value: unknown): string[] | undefined {
  const name = names[gvk];
  if (name === undefined) return undefined;
  return complaintsBy({ $schema: DRAFT_7, definitions, $ref: `#/definitions/${name}` }, value);
}

const DRAFT_7 = "http://json-schema.org/draft-07/schema#";

type Crd = {
  spec: { group: string; names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: object } }[] };
};

/** A fresh cluster, into which the manifests of one lesson are applied one after the other. */
export function createChecker(namespaces: string[]) {
  const { world } = createKubernetes({ seed: "lesson" });
  const resources: Record<string, { apiVersion: string }> = RESOURCES;
  const custom = new Map<string, object>();
  for (const name of namespaces)
    applyText(world, stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name } }), "ns.yaml");

  function learn({ spec }: Crd): void {
    for (const { name, schema } of spec.versions)
      custom.set(`${spec.group}/${name} ${spec.names.kind}`, schema.openAPIV3Schema);
  }

  function checkCustom(gvk: string, schema: object, value: unknown): string[] {
    const { apiVersion: _, kind: __, metadata: ___, ...own } = value as Record<string, unknown>;
    return complaintsBy(schema, own).map((complaint) => `${gvk}: ${complaint}`);
  }

  /** By the CRD that the lesson has shown, or by upstream's schema. */
  function checkBySchema(gvk: string, value: object): string[] {
    if (OF_ADD_ONS.has(gvk)) return [];
    const own = custom.get(gvk);
    if (own) return checkCustom(gvk, own, value);
    const complaints = complaintsOf(kinds, gvk, value) ?? complaintsOf(settings, gvk, value);
    if (complaints?.length === 0 && gvk.endsWith(" CustomResourceDefinition")) learn(value as Crd);
    return complaints ?? [`no schema for "${gvk}"`];
  }

  /** Complaints about one document; none when it is taken. */
  function checkDocument(text: string): string[] {
    const value: object = parseDocument(text).toJS() ?? {};
    const { apiVersion = "", kind = "" } = value as Record<string, string>;
    if (resources[kind]?.apiVersion !== apiVersion) return checkBySchema(`${apiVersion} ${kind}`, value);
    return applyText(world, text, "lesson.yaml").flatMap((applied) => (applied.ok ? [] : [applied.text]));
  }

  return {
    /** Complaints about a YAML text of one or more documents: Kubernetes manifests, or a Compose file. */
    check(text: string): string[] {
      const documents = parseAllDocuments(text);
      const list = Array.isArray(documents) ? documents : [];
      const broken = list.flatMap(({ errors }) => errors.map(({ message }) => message));
      if (broken.length > 0) return broken;
      if (list.length === 1 && isMap(list[0]?.contents) && list[0].has("services"))
        return complaintsBy(compose, list[0].toJS());
      return list.flatMap((document) => checkDocument(String(document).replace(/^---\n/, "")));
    },
  };
}

/** The namespaces that manifests name: a lesson takes them for granted. */
export function namespacesIn(texts: string[]): string[] {
  const documents = texts.flatMap((text) => {
    const parsed = parseAllDocuments(text);
    return Array.isArray(parsed) ? parsed : [];
  });
  const names = documents.map((document) =>
    isMap(document.contents) ? document.getIn(["metadata", "namespace"], true) : undefined,
  );
  return [...new Set(names.flatMap((name) => (isScalar(name) && typeof name.value === "string" ? [name.value] : [])))];
}
