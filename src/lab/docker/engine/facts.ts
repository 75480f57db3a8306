/** What a daemon says of itself and its machine, in which the simulation has no part (docker/docker, api/types/{system,types}). */
import type { TlsInfo } from "./objects.ts";

/** `GET /info` without its Swarm part. */
export type Info = {
  ID: string;
  Containers: number;
  ContainersRunning: number;
  ContainersPaused: number;
  ContainersStopped: number;
  Images: number;
  Driver: string;
  DriverStatus: [name: string, value: string][];
  Plugins: { Volume: string[]; Network: string[]; Log: string[] };
  LoggingDriver: string;
  CgroupDriver: string;
  CgroupVersion: string;
  KernelVersion: string;
  OperatingSystem: string;
  OSType: string;
  Architecture: string;
  NCPU: number;
  MemTotal: number;
  DockerRootDir: string;
  Name: string;
  ServerVersion: string;
  Runtimes: Record<string, unknown>;
  DefaultRuntime: string;
  InitBinary: string;
  ContainerdCommit: { ID: string };
  RuncCommit: { ID: string };
  InitCommit: { ID: string };
  SecurityOptions: string[];
  CDISpecDirs: string[];
  RegistryConfig: { InsecureRegistryCIDRs: string[] };
  Debug: boolean;
  ExperimentalBuild: boolean;
  LiveRestoreEnabled: boolean;
};

type Component = { Name: string; Version: string; Details: Record<string, string> };

/** `GET /version`. */
export type Version = { Platform: { Name: string }; Components: Component[] };

export type DaemonFacts = {
  info: Info;
  version: Version;
  clusterId: string;
  tls: TlsInfo;
  /** The whole tokens. */
  joinTokens: Readonly<Record<"worker" | "manager", string>>;
  /** Where other nodes reach this one and the other managers. */
  remoteManagers: readonly string[];
  nodeAddress: string;
};
