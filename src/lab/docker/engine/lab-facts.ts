/** What the daemon of a lab says of itself: Docker Engine 28.2.2 on Debian 12, as the simulated nodes are. */
import type { Swarm } from "../../../simulator/swarm/swarm-api.ts";
import { derivedHash, derivedId } from "./derived.ts";
import type { DaemonFacts, Info, Version } from "./facts.ts";
import { loggedInTo } from "./simulated.ts";

const ENGINE = "28.2.2";

const INFO: Omit<Info, "ID" | "Name" | "NCPU" | "MemTotal"> = {
  Containers: 0,
  ContainersRunning: 0,
  ContainersPaused: 0,
  ContainersStopped: 0,
  Images: 0,
  Driver: "overlay2",
  DriverStatus: [
    ["Backing Filesystem", "extfs"],
    ["Supports d_type", "true"],
  ],
  Plugins: {
    Volume: ["local"],
    Network: ["bridge", "host", "ipvlan", "macvlan", "null", "overlay"],
    Log: ["json-file", "local"],
  },
  LoggingDriver: "json-file",
  CgroupDriver: "systemd",
  CgroupVersion: "2",
  KernelVersion: "6.1.0-41-amd64",
  OperatingSystem: "Debian GNU/Linux 12 (bookworm)",
  OSType: "linux",
  Architecture: "x86_64",
  DockerRootDir: "/var/lib/docker",
  ServerVersion: ENGINE,
  Runtimes: { "io.containerd.runc.v2": {}, runc: {} },
  DefaultRuntime: "runc",
  InitBinary: "docker-init",
  ContainerdCommit: { ID: "05044ec0a9a75232cad458027ca83437aae3f4da" },
  RuncCommit: { ID: "v1.2.5-0-g59923ef" },
  InitCommit: { ID: "de40ad0" },
  SecurityOptions: ["name=apparmor", "name=seccomp,profile=builtin", "name=cgroupns"],
  CDISpecDirs: ["/etc/cdi", "/var/run/cdi"],
  RegistryConfig: { InsecureRegistryCIDRs: ["::1/128", "127.0.0.0/8"] },
  Debug: false,
  ExperimentalBuild: false,
  LiveRestoreEnabled: false,
};

const VERSION: Version = {
  Platform: { Name: "Docker Engine - Community" },
  Components: [
    {
      Name: "Engine",
      Version: ENGINE,
      Details: {
        ApiVersion: "1.50",
        MinAPIVersion: "1.24",
        GoVersion: "go1.24.3",
        GitCommit: "45873be",
        BuildTime: "2025-05-30T12:07:26.000000000+00:00",
        Os: "linux",
        Arch: "amd64",
        Experimental: "false",
      },
    },
    { Name: "containerd", Version: "1.7.27", Details: { GitCommit: INFO.ContainerdCommit.ID } },
    { Name: "runc", Version: "1.2.5", Details: { GitCommit: INFO.RuncCommit.ID } },
    { Name: "docker-init", Version: "0.19.0", Details: { GitCommit: INFO.InitCommit.ID } },
  ],
};

const RAFT_PORT = 2_377;

/** A certificate's text in its usual lines: nobody can sign with it. */
function certificate(seed: string): string {
  const lines = [1, 2, 3].map((part) => derivedHash(`${seed} ${part}`));
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

const NOBODY = { id: "", hostname: "", addr: "", resources: { nanoCpus: 0, memoryBytes: 0 } };

/** Made from the swarm's first node, so that they stay the same through a lab. */
export function labFacts(swarm: Swarm): DaemonFacts {
  const nodes = swarm.nodes();
  const { id: seed } = nodes[0] ?? NOBODY;
  const selfId = loggedInTo(swarm);
  const self = nodes.find(({ id }) => id === selfId) ?? NOBODY;
  const token = (role: string) => `SWMTKN-1-${derivedId(`ca ${seed}`, 50)}-${derivedId(`${role} ${seed}`)}`;
  return {
    info: {
      ...INFO,
      ID: derivedId(`daemon ${self.id}`),
      Name: self.hostname,
      NCPU: Math.floor(self.resources.nanoCpus / 1e9),
      MemTotal: self.resources.memoryBytes,
    },
    version: VERSION,
    clusterId: derivedId(`cluster ${seed}`),
    tls: {
      TrustRoot: certificate(seed),
      CertIssuerSubject: "MBMxETAPBgNVBAMTCHN3YXJtLWNh",
      CertIssuerPublicKey: derivedHash(`key ${seed}`),
    },
    joinTokens: { worker: token("worker"), manager: token("manager") },
    remoteManagers: nodes.filter(({ role }) => role === "manager").map(({ addr }) => `${addr}:${RAFT_PORT}`),
    nodeAddress: self.addr,
  };
}
