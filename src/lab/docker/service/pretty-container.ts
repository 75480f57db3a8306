/** The part of docker service inspect --pretty that is about the container and its resources. */
import type { ApiResources, ApiTaskSpec, ContainerSpec } from "../engine/objects.ts";
import { labelLines } from "../format/sections.ts";
import { bytesSize } from "../format/sizes.ts";

/** Each word is followed by a blank. */
const words = (heading: string, list: string[] = []) =>
  list.length === 0 ? [] : [` ${heading}:\t\t${list.map((word) => `${word} `).join("")}`];

const field = (heading: string, text: string | undefined) => (text ? [` ${heading}${text}`] : []);

function capabilities({ CapabilityAdd = [], CapabilityDrop = [] }: ContainerSpec): string[] {
  if (CapabilityAdd.length + CapabilityDrop.length === 0) return [];
  return ["Capabilities:", ...field("Add: ", CapabilityAdd.join(", ")), ...field("Drop: ", CapabilityDrop.join(", "))];
}

function mounts({ Mounts = [] }: ContainerSpec): string[] {
  if (Mounts.length === 0) return [];
  const lines = Mounts.flatMap(({ Target, Source = "", ReadOnly = false, Type }) => [
    ` Target:\t${Target}`,
    `  Source:\t${Source}`,
    `  ReadOnly:\t${ReadOnly}`,
    `  Type:\t\t${Type}`,
  ]);
  return ["Mounts:", ...lines];
}

function amounts(heading: string, { NanoCPUs = 0, MemoryBytes = 0 }: ApiResources = {}): string[] {
  if (NanoCPUs === 0 && MemoryBytes === 0) return [];
  return [
    ` ${heading}:`,
    ...(NanoCPUs > 0 ? [`  CPU:\t\t${NanoCPUs / 1e9}`] : []),
    ...(MemoryBytes > 0 ? [`  Memory:\t${bytesSize(MemoryBytes)}`] : []),
  ];
}

function resources({ Resources }: ApiTaskSpec): string[] {
  if (!Resources) return [];
  const { Limits, Reservations } = Resources;
  const pids = Limits?.Pids ?? 0;
  const limits = amounts("Limits", Limits);
  return [
    "Resources:",
    ...amounts("Reservations", Reservations),
    ...(limits.length === 0 && pids > 0 ? [" Limits:"] : limits),
    ...(pids > 0 ? [`  PIDs:\t\t${pids}`] : []),
  ];
}

/** Followed by an empty line, as in the client's template. */
function logDriver({ LogDriver }: ApiTaskSpec): string[] {
  if (!LogDriver) return [];
  return [
    "Log Driver:",
    ...field("Name:\t\t", LogDriver.Name),
    ...labelLines(" LogOpts:", "  ", LogDriver.Options, ":       "),
    "",
  ];
}

export function prettyContainer(template: ApiTaskSpec): string[] {
  const { ContainerSpec: container } = template;
  return [
    "ContainerSpec:",
    ` Image:\t\t${container.Image}`,
    ...words("Args", container.Args),
    ...words("Env", container.Env),
    ...field("Dir:\t\t", container.Dir),
    ...(container.Init === undefined ? [] : [` Init:\t\t${container.Init}`]),
    ...field("User: ", container.User),
    ...capabilities(container),
    ...labelLines("SysCtls:", " ", container.Sysctls, ": "),
    ...mounts(container),
    ...logDriver(template),
    ...resources(template),
  ];
}
