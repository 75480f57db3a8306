/** The container of a Compose service (docker/cli, cli/compose/convert/service.go and volume.go). */
import type { ContainerSpec, Rest } from "../../engine/objects.ts";
import { said } from "../../engine/to-api.ts";
import { keyValues } from "../../engine/key-values.ts";
import { scoped, stackLabels } from "./names.ts";
import type { Compose, ComposeService } from "./load.ts";
import { duration, list, number, pairs, part, text, texts, words } from "./values.ts";

type Mount = NonNullable<ContainerSpec["Mounts"]>[number];

/** `data:/var/lib/data:ro`, or the long form. A named volume is the stack's own. */
function convertMount(value: unknown, namespace: string, volumes: Compose["volumes"]): Mount {
  const { type, source, target, read_only: readOnly } = typeof value === "string" ? shortMount(value) : part(value);
  const kind = text(type) ?? "volume";
  const from = text(source);
  const isNamed = kind === "volume" && from !== undefined && Object.hasOwn(volumes, from);
  const own = isNamed ? text(part(volumes[from])["name"]) : undefined;
  return said<Mount>({
    Type: kind,
    Source: isNamed ? (own ?? scoped(namespace, from)) : from,
    Target: text(target) ?? "",
    ReadOnly: readOnly === true ? true : undefined,
  });
}

function shortMount(value: string): Rest {
  const [first = "", second, mode = ""] = value.split(":");
  if (second === undefined) return { type: "volume", target: first };
  const type = /^[./~]/.test(first) ? "bind" : "volume";
  return { type, source: first, target: second, read_only: mode.split(",").includes("ro") };
}

function convertHealthcheck(value: unknown): Rest | undefined {
  if (value === undefined) return undefined;
  const check = part(value);
  if (check["disable"] === true) return { Test: ["NONE"] };
  const test = check["test"];
  return said<Record<string, unknown>>({
    Test: typeof test === "string" ? ["CMD-SHELL", test] : words(test),
    Interval: duration(check["interval"]),
    Timeout: duration(check["timeout"]),
    Retries: number(check["retries"]),
    StartPeriod: duration(check["start_period"]),
    StartInterval: duration(check["start_interval"]),
  });
}

const nonEmpty = <T>(values: T[] | undefined) => (values && values.length > 0 ? values : undefined);

const flag = (value: unknown) => (value === true ? true : undefined);

/** Words of the container that are taken as they are, by the file's names. */
function plainFields(service: ComposeService): Rest {
  return {
    Dir: text(service["working_dir"]),
    User: text(service["user"]),
    Hostname: text(service["hostname"]),
    StopSignal: text(service["stop_signal"]),
    Isolation: text(service["isolation"]),
    Init: service["init"],
    TTY: flag(service["tty"]),
    OpenStdin: flag(service["stdin_open"]),
    ReadOnly: flag(service["read_only"]),
    OomScoreAdj: number(service["oom_score_adj"]),
  };
}

export function convertContainer(namespace: string, service: ComposeService, compose: Compose): ContainerSpec {
  const dns = { Nameservers: words(service["dns"]), Search: words(service["dns_search"]) };
  const sysctls = service["sysctls"];
  return said<ContainerSpec>({
    ...plainFields(service),
    Image: String(service["image"]),
    Labels: stackLabels(namespace, service["labels"]),
    Command: words(service["entrypoint"]),
    Args: words(service["command"]),
    Env: nonEmpty(pairs(service["environment"])),
    Hosts: nonEmpty(pairs(service["extra_hosts"]).map((pair) => pair.split(/[:=]/).toReversed().join(" "))),
    DNSConfig: (dns.Nameservers ?? dns.Search) ? said<Record<string, unknown>>(dns) : undefined,
    Healthcheck: convertHealthcheck(service["healthcheck"]),
    Mounts: nonEmpty(list(service["volumes"]).map((mount) => convertMount(mount, namespace, compose.volumes))),
    StopGracePeriod: duration(service["stop_grace_period"]),
    Sysctls: sysctls === undefined ? undefined : keyValues(pairs(sysctls)),
    CapabilityAdd: nonEmpty(texts(service["cap_add"])),
    CapabilityDrop: nonEmpty(texts(service["cap_drop"])),
    Privileges: {},
  });
}
