/** docker stack config: the Compose file as the client understood it. */
import { own } from "../../shell/own.ts";
import { stringify } from "yaml";
import { failed, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { listOf } from "../command/flags.ts";
import { parsePorts } from "../command/flag-syntax.ts";
import { parseBytes } from "../format/sizes.ts";
import { loadCompose, type ComposeService } from "./compose/load.ts";
import { keyValues } from "../engine/key-values.ts";
import { list, pairs, part } from "./compose/values.ts";
import { composeText } from "./read-files.ts";

/** In the long form, all fields said. */
function port(value: unknown): unknown[] {
  if (typeof value === "object") return [value];
  const parsed = parsePorts(String(value));
  if ("error" in parsed) return [];
  return parsed.ports.map(({ PublishMode, TargetPort, PublishedPort = 0, Protocol }) => ({
    mode: PublishMode,
    target: TargetPort,
    ...(PublishedPort === 0 ? {} : { published: PublishedPort }),
    protocol: Protocol,
  }));
}

/** Memory in bytes, as a text. */
function amounts(value: unknown): unknown {
  const { memory, ...rest } = part(value);
  return memory === undefined ? rest : { ...rest, memory: String(parseBytes(String(memory)) ?? memory) };
}

function deploy(value: unknown): unknown {
  const { resources, ...rest } = part(value);
  if (resources === undefined) return rest;
  const entries = Object.entries(part(resources)).map(([name, one]) => [name, amounts(one)]);
  return { ...rest, resources: Object.fromEntries(entries) };
}

const BY_NAME: Readonly<Record<string, (value: unknown) => unknown>> = {
  deploy,
  ports: (value) => list(value).flatMap(port),
  environment: (value) => keyValues(pairs(value)),
  labels: (value) => keyValues(pairs(value)),
};

/** A service's properties, by name. */
function understood(service: ComposeService): unknown {
  const names = Object.keys(service).toSorted();
  return Object.fromEntries(names.map((name) => [name, own(BY_NAME, name)?.(service[name]) ?? service[name]]));
}

function config(call: Call): Outcome {
  const source = composeText(call, listOf(call.flags, "compose-file"));
  if ("error" in source) return failed(source.error);
  const loaded = loadCompose(source.text);
  if ("error" in loaded) return failed(loaded.error);
  const { version, services, networks, volumes } = loaded.compose;
  const names = Object.keys(services).toSorted();
  const rest = {
    ...(Object.keys(networks).length > 0 ? { networks } : {}),
    ...(Object.keys(volumes).length > 0 ? { volumes } : {}),
  };
  const all = { services: Object.fromEntries(names.map((name) => [name, understood(services[name] ?? {})])), ...rest };
  return printed(`version: "${version}"\n${stringify(all, { lineWidth: 0 })}`);
}

export const STACK_CONFIG: Command = {
  path: "stack config",
  use: "[OPTIONS]",
  short: "Outputs the final config file, after doing merges and interpolations",
  flags: [
    {
      name: "compose-file",
      short: "c",
      type: "other",
      placeholder: "strings",
      usage: 'Path to a Compose file, or "-" to read from stdin',
    },
    { name: "skip-interpolation", type: "bool", usage: "Skip interpolation and output only merged config" },
  ],
  arguments: { kind: "none" },
  run: config,
};
