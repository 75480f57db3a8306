/** Reads a Compose file as `docker stack deploy` does: what it refuses, what it ignores with a warning, and what is left (docker/cli, cli/command/stack/loader). */
import { parse } from "yaml";
import { readDocument } from "../../../../simulator/kubernetes/manifest/read.ts";
import { imageError } from "../../format/names.ts";
import { interpolated } from "./interpolate.ts";
import { composeFault, isObject } from "./validate.ts";

export type ComposeService = Readonly<Record<string, unknown>>;

export type Compose = {
  version: string;
  services: Readonly<Record<string, ComposeService>>;
  networks: Readonly<Record<string, unknown>>;
  volumes: Readonly<Record<string, unknown>>;
  hasGrants: boolean;
};

type Loaded = { compose: Compose; warnings: string } | { error: string };

/** Properties that the client ignores, and says so (cli/compose/types). */
const UNSUPPORTED = [
  "build",
  "cgroupns_mode",
  "cgroup_parent",
  "devices",
  "domainname",
  "external_links",
  "ipc",
  "links",
  "mac_address",
  "network_mode",
  "pid",
  "privileged",
  "restart",
  "security_opt",
  "shm_size",
  "userns_mode",
];

const DEPRECATED: Readonly<Record<string, string>> = {
  container_name: "Setting the container name is not supported.",
  expose:
    "Exposing ports is unnecessary - services on the same network can access each other's containers on any port.",
};

const BY_RESOURCES = "Set resource limits using deploy.resources";

const FORBIDDEN: Readonly<Record<string, string>> = {
  extends: "Support for `extends` is not implemented yet.",
  volume_driver:
    "Instead of setting the volume driver on the service, define a volume using the top-level `volumes` option and specify the driver there.",
  volumes_from:
    "To share a volume between services, define it using the top-level `volumes` option and reference it from each service that shares it using the service-level `volumes` option.",
  cpu_quota: BY_RESOURCES,
  cpu_shares: BY_RESOURCES,
  cpuset: BY_RESOURCES,
  mem_limit: BY_RESOURCES,
  memswap_limit: BY_RESOURCES,
};

const LATEST = "3.13";
const VERSION = /^3\.(?:\d|1[0-3])$/;

const listed = (properties: Readonly<Record<string, string>>, names: string[]) =>
  names
    .toSorted()
    .map((name) => `${name}: ${properties[name]}`)
    .join("\n\n");

/** The names of `wanted` that some service uses. */
const used = (services: Record<string, unknown>, wanted: string[]) =>
  wanted.filter((name) => Object.values(services).some((service) => isObject(service) && Object.hasOwn(service, name)));

function warningsOf(services: Record<string, unknown>): string {
  const unsupported = used(services, UNSUPPORTED);
  const deprecated = used(services, Object.keys(DEPRECATED));
  const first =
    unsupported.length === 0 ? "" : `Ignoring unsupported options: ${unsupported.toSorted().join(", ")}\n\n`;
  return deprecated.length === 0
    ? first
    : `${first}Ignoring deprecated options:\n\n${listed(DEPRECATED, deprecated)}\n\n`;
}

function serviceError(services: Record<string, ComposeService>): string | undefined {
  for (const name of Object.keys(services).toSorted()) {
    const image = services[name]?.["image"];
    const about = `invalid image reference for service ${name}`;
    if (typeof image !== "string" || image === "") return `${about}: no image specified`;
    const wrong = imageError(image);
    if (wrong !== undefined) return `${about}: ${wrong}`;
  }
  return undefined;
}

const asObject = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

function versionOf({ version }: Record<string, unknown>): { version: string } | { error: string } {
  const text = version === undefined || version === "3" ? LATEST : String(version);
  return VERSION.test(text) ? { version: text } : { error: `unsupported Compose file version: ${text}` };
}

/** Networks and volumes that services name and the file does not define. */
function undefinedError(
  services: Record<string, ComposeService>,
  networks: Record<string, unknown>,
): string | undefined {
  for (const [name, service] of Object.entries(services)) {
    const named = Array.isArray(service["networks"]) ? service["networks"] : Object.keys(asObject(service["networks"]));
    const missing = named.find((network) => network !== "default" && !Object.hasOwn(networks, String(network)));
    if (missing !== undefined) return `service "${name}": undefined network "${String(missing)}"`;
  }
  return undefined;
}

/** As go-yaml's third version reads, whose `yes` and `on` are texts; its complaints are those of the second, which kubectl has. */
const YAML = { version: "1.2", merge: true, uniqueKeys: false, logLevel: "silent" } as const;

function readYaml(text: string): { file: Record<string, unknown> } | { error: string } {
  const document = readDocument(text);
  if (!document.ok) return { error: document.why.replace("error converting YAML to JSON: ", "") };
  const file: unknown = document.value === null ? {} : parse(text, YAML);
  return isObject(file) ? { file } : { error: "Top-level object must be a mapping" };
}

/** `text` is the file's. */
export function loadCompose(text: string): Loaded {
  const read = readYaml(text);
  if ("error" in read) return read;
  const version = versionOf(read.file);
  if ("error" in version) return version;
  const filled = interpolated(read.file);
  if ("error" in filled) return filled;
  const file = asObject(filled.value);
  const forbidden = used(asObject(file["services"]), Object.keys(FORBIDDEN));
  if (forbidden.length > 0)
    return { error: `Compose file contains unsupported options:\n\n${listed(FORBIDDEN, forbidden)}\n` };
  const fault = composeFault(file);
  if (fault !== undefined) return { error: fault };
  const services = asObject(file["services"]) as Record<string, ComposeService>;
  const networks = asObject(file["networks"]);
  const wrong = undefinedError(services, networks) ?? serviceError(services);
  if (wrong !== undefined) return { error: wrong };
  return {
    compose: {
      version: version.version,
      services,
      networks,
      volumes: asObject(file["volumes"]),
      hasGrants: used(services, ["secrets", "configs"]).length > 0,
    },
    warnings: warningsOf(services),
  };
}
