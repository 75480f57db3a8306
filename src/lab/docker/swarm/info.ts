/** docker info (docker/cli, cli/command/system/info.go) */
import { failed, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { textOf } from "../command/flags.ts";
import { FORMAT } from "../command/shared-flags.ts";
import type { Engine } from "../engine/engine.ts";
import type { Info } from "../engine/facts.ts";
import { evaluate } from "../format/evaluate.ts";
import { bytesSize } from "../format/sizes.ts";
import { parseTemplate } from "../format/template.ts";

const CLIENT = ["Client:", " Version:    28.2.2", " Context:    default", " Debug Mode: false", "", "Server:"];

/** The swarm as the daemon sees it: the manager's own part only where a manager answers. */
function clusterLines(engine: Engine): string[] {
  const nodes = engine.nodes();
  const managers = nodes.filter(({ Spec }) => Spec.Role === "manager").length;
  return [
    `  ClusterID: ${engine.facts().clusterId}`,
    `  Managers: ${managers}`,
    `  Nodes: ${nodes.length}`,
    "  Default Address Pool: 10.0.0.0/8  ",
    "  SubnetSize: 24",
    "  Data Path Port: 4789",
    "  Orchestration:",
    `   Task History Retention Limit: ${engine.taskHistoryLimit()}`,
    "  Raft:",
    "   Snapshot Interval: 10000",
    "   Number of Old Snapshots to Retain: 0",
    "   Heartbeat Tick: 1",
    "   Election Tick: 10",
    "  Dispatcher:",
    "   Heartbeat Period: 5 seconds",
    "  CA Configuration:",
    "   Expiry Duration: 3 months",
    "   Force Rotate: 0",
    "  Autolock Managers: false",
    "  Root Rotation In Progress: false",
  ];
}

function swarmLines(engine: Engine): string[] {
  if (engine.swarmState() === "inactive") return [" Swarm: inactive"];
  const trouble = engine.isManager() ? engine.unavailable() : undefined;
  const isAnswering = engine.isManager() && trouble === undefined;
  const { nodeAddress, remoteManagers } = engine.facts();
  return [
    " Swarm: active",
    `  NodeID: ${engine.selfId()}`,
    ...(trouble === undefined ? [] : [`  Error: ${trouble.replace("Error response from daemon: ", "")}`]),
    `  Is Manager: ${isAnswering}`,
    ...(isAnswering ? clusterLines(engine) : []),
    `  Node Address: ${nodeAddress}`,
    "  Manager Addresses:",
    ...remoteManagers.map((address) => `   ${address}`),
  ];
}

/** `name=seccomp,profile=builtin` is seccomp with its profile below. */
function securityLines({ SecurityOptions }: Info): string[] {
  const lines = SecurityOptions.flatMap((option) => {
    const [name = "", ...rest] = option.split(",").map((part) => part.split("=")[1] ?? "");
    return [`  ${name}`, ...rest.map((profile) => `   Profile: ${profile}`)];
  });
  return lines.length === 0 ? [] : [" Security Options:", ...lines];
}

function machineLines(info: Info): string[] {
  return [
    ` Runtimes: ${Object.keys(info.Runtimes).toSorted().join(" ")}`,
    ` Default Runtime: ${info.DefaultRuntime}`,
    ` Init Binary: ${info.InitBinary}`,
    ` containerd version: ${info.ContainerdCommit.ID}`,
    ` runc version: ${info.RuncCommit.ID}`,
    ` init version: ${info.InitCommit.ID}`,
    ...securityLines(info),
    ` Kernel Version: ${info.KernelVersion}`,
    ` Operating System: ${info.OperatingSystem}`,
    ` OSType: ${info.OSType}`,
    ` Architecture: ${info.Architecture}`,
    ` CPUs: ${info.NCPU}`,
    ` Total Memory: ${bytesSize(info.MemTotal)}`,
    ` Name: ${info.Name}`,
    ` ID: ${info.ID}`,
    ` Docker Root Dir: ${info.DockerRootDir}`,
    ` Debug Mode: ${info.Debug}`,
    ` Experimental: ${info.ExperimentalBuild}`,
    " Insecure Registries:",
    ...info.RegistryConfig.InsecureRegistryCIDRs.map((range) => `  ${range}`),
    ` Live Restore Enabled: ${info.LiveRestoreEnabled}`,
    "",
  ];
}

function serverLines(info: Info): string[] {
  return [
    ` Containers: ${info.Containers}`,
    `  Running: ${info.ContainersRunning}`,
    `  Paused: ${info.ContainersPaused}`,
    `  Stopped: ${info.ContainersStopped}`,
    ` Images: ${info.Images}`,
    ` Server Version: ${info.ServerVersion}`,
    ` Storage Driver: ${info.Driver}`,
    ...info.DriverStatus.map(([name, value]) => `  ${name}: ${value}`),
    ` Logging Driver: ${info.LoggingDriver}`,
    ` Cgroup Driver: ${info.CgroupDriver}`,
    ` Cgroup Version: ${info.CgroupVersion}`,
    " Plugins:",
    `  Volume: ${info.Plugins.Volume.join(" ")}`,
    `  Network: ${info.Plugins.Network.join(" ")}`,
    `  Log: ${info.Plugins.Log.join(" ")}`,
    ` CDI spec directories:`,
    ...info.CDISpecDirs.map((directory) => `  ${directory}`),
  ];
}

/** What a template of --format may ask for. */
function infoData(engine: Engine): Record<string, unknown> {
  const isAnswering = engine.swarmState() === "active" && engine.isManager() && engine.unavailable() === undefined;
  const nodes = isAnswering ? engine.nodes() : [];
  return {
    ...engine.facts().info,
    Swarm: {
      NodeID: engine.selfId(),
      NodeAddr: engine.facts().nodeAddress,
      LocalNodeState: engine.swarmState(),
      ControlAvailable: isAnswering,
      Nodes: nodes.length,
      Managers: nodes.filter(({ Spec }) => Spec.Role === "manager").length,
    },
  };
}

function formatted(engine: Engine, format: string): Outcome {
  const parsed = parseTemplate(format === "json" ? "{{json .}}" : format);
  if ("error" in parsed) return failed(`template parsing error: ${parsed.error}`, 64);
  const made = evaluate(parsed.parts, infoData(engine), "system.dockerInfo");
  return "text" in made ? printed(made.text) : failed(made.error);
}

function printInfo({ engine, flags }: Call): Outcome {
  const unreachable = engine.unreachable();
  if (unreachable !== undefined) return { ...failed(unreachable), stdout: `${CLIENT.join("\n")}\n` };
  const format = textOf(flags, "format") ?? "";
  if (format !== "") return formatted(engine, format);
  const about = engine.facts().info;
  const lines = [...CLIENT, ...serverLines(about), ...swarmLines(engine), ...machineLines(about)];
  return printed(`${lines.join("\n")}\n`);
}

export const INFO: Command = {
  path: "info",
  use: "[OPTIONS]",
  short: "Display system-wide information",
  flags: [{ ...FORMAT, short: "f" }],
  arguments: { kind: "none" },
  run: printInfo,
};
