/** Networks, mounts, secrets and configs that flags name. */
import { own } from "../../shell/own.ts";
import { networkName } from "../command/flag-syntax.ts";
import { listOf, type Flags } from "../command/flags.ts";
import type { Engine } from "../engine/engine.ts";
import type { ContainerSpec, Network } from "../engine/objects.ts";

/** The networks by name, or the daemon's complaint about one that is not there. */
export function findNetworks(engine: Engine, texts: readonly string[]): { networks: Network[] } | { error: string } {
  const known = engine.networks();
  const networks: Network[] = [];
  for (const text of texts) {
    const wanted = networkName(text);
    const network = known.find(({ Name, ID }) => Name === wanted || ID === wanted);
    if (!network) return { error: `Error response from daemon: network ${wanted} not found` };
    networks.push({ Target: network.Name });
  }
  return { networks };
}

/** There are none in this world: what is named is not found. */
export function missingAttachment(flags: Flags): string | undefined {
  for (const kind of ["secret", "config"]) {
    const [first] = [...listOf(flags, kind), ...listOf(flags, `${kind}-add`)];
    const name = /(?:^|,)source=([^,]+)/.exec(first ?? "")?.[1] ?? first;
    if (name !== undefined) return `${kind} not found: ${name}`;
  }
  return undefined;
}

type Mount = NonNullable<ContainerSpec["Mounts"]>[number];

/** Which field of a mount a key sets; a text, or a switch. */
const FIELDS: Readonly<Record<string, (mount: Mount, value: string) => void>> = {
  type: (mount, value) => void (mount.Type = value),
  source: (mount, value) => void (mount.Source = value),
  target: (mount, value) => void (mount.Target = value),
  readonly: (mount, value) => void (mount.ReadOnly = value !== "false" && value !== "0"),
};

const ALIASES: Readonly<Record<string, string>> = {
  src: "source",
  dst: "target",
  destination: "target",
  ro: "readonly",
};

/** Keys that make no difference here. */
const OTHERS = /^(?:volume|bind|tmpfs)-|^consistency$/;

function fieldError(mount: Mount, field: string): string | undefined {
  const [name = "", value] = field.split(/=(.*)/s, 2);
  const key = name.trim().toLowerCase();
  const set = own(FIELDS, own(ALIASES, key) ?? key);
  if (set) set(mount, value ?? "");
  if (set || OTHERS.test(key)) return undefined;
  return value === undefined
    ? `invalid field '${field}' must be a key=value pair`
    : `unexpected key '${key}' in '${field}'`;
}

/** `type=volume,source=data,target=/data,readonly` (docker/cli, opts/mount.go). */
export function parseMount(text: string): { mount: Mount } | { error: string } {
  const mount: Mount = { Type: "volume", Target: "" };
  for (const field of text.split(",")) {
    const error = fieldError(mount, field);
    if (error !== undefined) return { error };
  }
  if (mount.Type === "") return { error: "type is required" };
  return mount.Target === "" ? { error: "target is required" } : { mount };
}
