/** docker service inspect --pretty (docker/cli, cli/command/service/formatter.go). */
import type { ApiService, ApiUpdateConfig } from "../engine/objects.ts";
import { durationText, humanDuration } from "../format/duration.ts";
import { labelLines } from "../format/sections.ts";
import { prettyContainer } from "./pretty-container.ts";

function mode({ Spec: { Mode } }: ApiService): string[] {
  if (Mode.Global) return ["Service Mode:\tGlobal"];
  return Mode.Replicated ? ["Service Mode:\tReplicated", ` Replicas:\t${Mode.Replicated.Replicas}`] : ["Service Mode:"];
}

function updateStatus({ UpdateStatus: status }: ApiService, now: number): string[] {
  if (!status) return [];
  const ago = (at: number) => `${humanDuration(now - at)} ago`;
  const { State, StartedAt, CompletedAt, Message } = status;
  const isCompleted = State === "completed" && CompletedAt !== undefined;
  return [
    "UpdateStatus:",
    ` State:\t\t${State}`,
    ...(StartedAt === undefined ? [] : [` Started:\t${ago(StartedAt)}`]),
    ...(isCompleted ? [` Completed:\t${ago(CompletedAt)}`] : []),
    ` Message:\t${Message}`,
  ];
}

function placement({ Spec }: ApiService): string[] {
  const { Constraints = [], Preferences = [], MaxReplicas = 0 } = Spec.TaskTemplate.Placement ?? {};
  const spread = Preferences.flatMap((one) => (one.Spread ? [`spread=${one.Spread.SpreadDescriptor}`] : []));
  return [
    "Placement:",
    ...(Constraints.length > 0 ? [` Constraints:\t[${Constraints.join(" ")}]`] : []),
    ...(spread.length > 0 ? [` Preferences:   [${spread.join(" ")}]`] : []),
    ...(MaxReplicas > 0 ? [` Max Replicas Per Node:   ${MaxReplicas}`] : []),
  ];
}

function updateConfig(heading: string, word: string, config: ApiUpdateConfig | undefined): string[] {
  if (!config) return [];
  const { Delay = 0, Monitor = 0 } = config;
  return [
    `${heading}:`,
    ` Parallelism:\t${config.Parallelism}`,
    ...(Delay > 0 ? [` Delay:\t\t${durationText(Delay)}`] : []),
    ` On failure:\t${config.FailureAction ?? ""}`,
    ...(Monitor > 0 ? [` Monitoring Period: ${durationText(Monitor)}`] : []),
    ` Max failure ratio: ${config.MaxFailureRatio}`,
    ` ${`${word} order:`.padEnd(19)}${config.Order}`,
  ];
}

/** `networkName` names the networks that the service attaches to. */
function networks({ Spec }: ApiService, networkName: (id: string) => string): string[] {
  const all = Spec.TaskTemplate.Networks ?? [];
  return all.length === 0 ? [] : [`Networks: ${all.map(({ Target }) => networkName(Target)).join(" ")} `];
}

/** The last port's line ends with a blank. */
function ports({ Endpoint }: ApiService): string[] {
  const all = Endpoint.Ports ?? [];
  if (all.length === 0) return [];
  const lines = all.flatMap((port) => [
    ` PublishedPort = ${port.PublishedPort ?? 0}`,
    `  Protocol = ${port.Protocol}`,
    `  TargetPort = ${port.TargetPort}`,
    `  PublishMode = ${port.PublishMode}`,
  ]);
  return ["Ports:", ...lines.slice(0, -1), `${lines.at(-1)} `];
}

/** `now` in Unix milliseconds. */
export function prettyService(service: ApiService, now: number, networkName: (id: string) => string): string {
  const { Spec } = service;
  const lines = [
    "",
    `ID:\t\t${service.ID}`,
    `Name:\t\t${Spec.Name}`,
    ...labelLines("Labels:", " ", Spec.Labels),
    ...mode(service),
    ...updateStatus(service, now),
    ...placement(service),
    ...updateConfig("UpdateConfig", "Update", Spec.UpdateConfig),
    ...updateConfig("RollbackConfig", "Rollback", Spec.RollbackConfig),
    ...prettyContainer(Spec.TaskTemplate),
    ...networks(service, networkName),
    `Endpoint Mode:\t${Spec.EndpointSpec?.Mode ?? ""}`,
    ...ports(service),
  ];
  return `${lines.join("\n")}\n`;
}
