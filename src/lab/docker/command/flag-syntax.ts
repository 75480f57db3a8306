/** Flag values with a syntax of their own: published ports, placement preferences, networks (docker/cli, opts/swarmopts and docker/go-connections). */
import type { ApiPort } from "../engine/objects.ts";

type Range = { from: number; to: number };

const MOST = 65_535;

function parseRange(text: string): Range | undefined {
  const [, from = "", to = from] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const range = { from: Number(from), to: Number(to) };
  return from !== "" && range.from <= range.to && range.to <= MOST ? range : undefined;
}

const PROTOCOLS = ["tcp", "udp", "sctp"];

type Ports = { ports: ApiPort[] } | { error: string };

function between({ from, to }: Range): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Pairs of target and published port: one published port for each target, or several for one. */
function paired(target: Range, published: Range | undefined): [target: number, published: number][] {
  const targets = between(target);
  const hosts = published ? between(published) : [];
  if (hosts.length > targets.length) return hosts.map((port) => [target.from, port]);
  return targets.map((port, index) => [port, hosts[index] ?? 0]);
}

type Ranges = { target: Range; published: Range | undefined };

/** Several targets want as many published ports. */
const isUneven = (target: Range, published: Range) =>
  target.to > target.from && published.to - published.from !== target.to - target.from;

function parseRanges(text: string, spec: string): Ranges | { error: string } {
  const [container = "", host = "", address] = spec.split(":").toReversed();
  if (container === "") return { error: `no port specified: ${text}<empty>` };
  const target = parseRange(container);
  if (!target) return { error: `invalid containerPort: ${container}` };
  if (address !== undefined) return { error: "hostip is not supported" };
  const published = parseRange(host);
  if (host !== "" && !published) return { error: `invalid hostPort: ${host}` };
  if (published && isUneven(target, published))
    return { error: `invalid ranges specified for container and host Ports: ${container} and ${host}` };
  return { target, published };
}

/** `8080:80/udp`, `80`, `8000-8003:80-83` (go-connections' nat.ParsePortSpec): published in ingress mode. */
function shortPorts(text: string): Ports {
  const [spec = "", protocol = "tcp"] = text.split("/");
  const ranges = parseRanges(text, spec);
  if ("error" in ranges) return ranges;
  const Protocol = protocol.toLowerCase();
  if (!PROTOCOLS.includes(Protocol)) return { error: `invalid proto: ${protocol}` };
  const ports = paired(ranges.target, ranges.published);
  return {
    ports: ports.map(([TargetPort, PublishedPort]) => ({
      Protocol,
      TargetPort,
      PublishedPort,
      PublishMode: "ingress",
    })),
  };
}

const MODES = ["ingress", "host"];

/** A port's number in the long syntax, or the complaint. */
function portNumber(name: string, value: string): { port: number } | { error: string } {
  const isNumber = /^\d+$/.test(value);
  if (isNumber && Number(value) <= MOST) return { port: Number(value) };
  const reason = isNumber ? "value out of range" : "invalid syntax";
  const about = `strconv.ParseUint: parsing "${value}": ${reason}`;
  return { error: `invalid ${name} port (${value}): value must be an integer: ${about}` };
}

const oneOfError = (words: string[], value: string, complaint: string) =>
  words.includes(value) ? undefined : complaint;

/** One `name=value` of the long syntax, put into `port`; or the complaint. */
function setPortField(port: ApiPort, field: string): string | undefined {
  const [rawName = "", value = ""] = field.split(/=(.*)/s, 2);
  const name = rawName.toLowerCase();
  if (value === "") return `invalid field: ${field}`;
  switch (name) {
    case "protocol":
      port.Protocol = value;
      return oneOfError(PROTOCOLS, value, `invalid protocol value '${value}'`);
    case "mode": {
      port.PublishMode = value;
      return oneOfError(
        MODES,
        value,
        `invalid publish mode value (${value}): must be either '${MODES.join("' or '")}'`,
      );
    }
    case "target":
    case "published": {
      const parsed = portNumber(name, value);
      if ("error" in parsed) return parsed.error;
      port[name === "target" ? "TargetPort" : "PublishedPort"] = parsed.port;
      return undefined;
    }
    default:
      return `invalid field key ${name}`;
  }
}

/** `published=8080,target=80,protocol=tcp,mode=host` (opts/swarmopts/port.go). */
function longPorts(text: string): Ports {
  const port: ApiPort = { Protocol: "tcp", TargetPort: 0, PublishedPort: 0, PublishMode: "ingress" };
  for (const field of text.split(",")) {
    const error = setPortField(port, field);
    if (error) return { error };
  }
  return port.TargetPort === 0 ? { error: "missing mandatory field 'target'" } : { ports: [port] };
}

export const parsePorts = (text: string): Ports => (/[=,]/.test(text) ? longPorts(text) : shortPorts(text));

export function portError(text: string): string | undefined {
  const parsed = parsePorts(text);
  return "error" in parsed ? parsed.error : undefined;
}

/** `spread=node.labels.rack` (cli/command/service/opts.go, placementPrefOpts). */
export function placementError(text: string): string | undefined {
  const [strategy = "", value] = text.split(/=(.*)/s, 2);
  if (value === undefined) return 'placement preference must be of the format "<strategy>=<arg>"';
  return strategy === "spread" ? undefined : `unsupported placement preference ${strategy} (only spread is supported)`;
}

/** A network's name, alone or as `name=net,alias=web` (opts/network.go). */
export function networkName(text: string): string {
  if (!text.includes("=")) return text;
  return /(?:^|,)name=([^,]+)/.exec(text)?.[1] ?? "";
}

export const networkError = (text: string) =>
  networkName(text) === "" ? "network name/id is not specified" : undefined;
