/** docker node inspect --pretty (docker/cli, cli/command/node/formatter.go). */
import type { ApiNode } from "../engine/objects.ts";
import { prettyInstant } from "../format/instant.ts";
import { capitalised } from "../format/names.ts";
import { labelLines } from "../format/sections.ts";
import { bytesSize } from "../format/sizes.ts";

/** Labels of this template are padded by tabs, and by blanks where the label is long. */
const lines = (...texts: (string | string[])[]): string[] => texts.flat();

function status({ Status, Spec }: ApiNode): string[] {
  return lines(
    "Status:",
    ` State:\t\t\t${capitalised(Status.State)}`,
    Status.Message ? [` Message:              \t${capitalised(Status.Message)}`] : [],
    ` Availability:         \t${capitalised(Spec.Availability)}`,
    Status.Addr ? [` Address:\t\t${Status.Addr}`] : [],
  );
}

function manager({ ManagerStatus }: ApiNode): string[] {
  if (!ManagerStatus) return [];
  return [
    "Manager Status:",
    ` Address:\t\t${ManagerStatus.Addr}`,
    ` Raft Status:\t\t${capitalised(ManagerStatus.Reachability)}`,
    ` Leader:\t\t${ManagerStatus.Leader ? "Yes" : "No"}`,
  ];
}

function plugins({ Description }: ApiNode): string[] {
  const all = Description.Engine.Plugins ?? [];
  if (all.length === 0) return [];
  const types = [...new Set(all.map(({ Type }) => Type))].toSorted();
  const names = (type: string) => all.flatMap(({ Type, Name }) => (Type === type ? [Name] : [])).join(", ");
  return ["Plugins:", ...types.map((type) => ` ${type}:\t\t${names(type)}`)];
}

function tls({ Description: { TLSInfo } }: ApiNode): string[] {
  if (!TLSInfo) return [];
  return [
    "TLS Info:",
    " TrustRoot:",
    TLSInfo.TrustRoot,
    ` Issuer Subject:\t${TLSInfo.CertIssuerSubject}`,
    ` Issuer Public Key:\t${TLSInfo.CertIssuerPublicKey}`,
  ];
}

export function prettyNode(node: ApiNode): string {
  const { Description: about } = node;
  const { NanoCPUs, MemoryBytes } = about.Resources;
  return lines(
    `ID:\t\t\t${node.ID}`,
    node.Spec.Name ? [`Name:\t\t\t${node.Spec.Name}`] : [],
    labelLines("Labels:", " - ", node.Spec.Labels),
    `Hostname:              \t${about.Hostname}`,
    `Joined at:             \t${prettyInstant(node.CreatedAt)}`,
    status(node),
    manager(node),
    "Platform:",
    ` Operating System:\t${about.Platform.OS}`,
    ` Architecture:\t\t${about.Platform.Architecture}`,
    "Resources:",
    ` CPUs:\t\t\t${Math.floor(NanoCPUs / 1e9)}`,
    ` Memory:\t\t${MemoryBytes === 0 ? "" : bytesSize(MemoryBytes)}`,
    plugins(node),
    `Engine Version:\t\t${about.Engine.EngineVersion}`,
    labelLines("Engine Labels:", " - ", about.Engine.Labels),
    tls(node),
  ).join("\n");
}
