/** Flags of the `docker swarm` commands (docker/cli v28.2.2, cli/command/swarm). */
import type { Flag } from "../command/flag-types.ts";

const SPANS = "(ns|us|ms|s|m|h)";

/** Where a value is a type of the client's own, its name is the placeholder. */
const own = (name: string, placeholder: string, usage: string, value?: string): Flag => ({
  name,
  type: "string",
  placeholder,
  usage,
  ...(value === undefined ? {} : { default: value }),
});

const CA_FLAGS: readonly Flag[] = [
  {
    name: "cert-expiry",
    type: "duration",
    default: "2160h0m0s",
    usage: `Validity period for node certificates ${SPANS}`,
  },
  own("external-ca", "external-ca", "Specifications of one or more certificate signing endpoints"),
];

export const UPDATE_FLAGS: readonly Flag[] = [
  { name: "autolock", type: "bool", usage: "Change manager autolocking setting (true|false)" },
  ...CA_FLAGS,
  { name: "dispatcher-heartbeat", type: "duration", default: "5s", usage: `Dispatcher heartbeat period ${SPANS}` },
  { name: "max-snapshots", type: "uint64", usage: "Number of additional Raft snapshots to retain" },
  {
    name: "snapshot-interval",
    type: "uint64",
    default: "10000",
    usage: "Number of log entries between Raft snapshots",
  },
  { name: "task-history-limit", type: "int64", default: "5", usage: "Task history retention limit" },
];

const AVAILABILITY: Flag = {
  name: "availability",
  type: "string",
  default: '"active"',
  usage: 'Availability of the node ("active", "pause", "drain")',
};

const ADDRESSES: readonly Flag[] = [
  own("listen-addr", "node-addr", 'Listen address (format: "<ip|interface>[:port]")', "0.0.0.0:2377"),
  { name: "advertise-addr", type: "string", usage: 'Advertised address (format: "<ip|interface>[:port]")' },
  {
    name: "data-path-addr",
    type: "string",
    usage: 'Address or interface to use for data path traffic (format: "<ip|interface>")',
  },
];

export const INIT_FLAGS: readonly Flag[] = [
  ...ADDRESSES,
  AVAILABILITY,
  ...UPDATE_FLAGS.filter(({ name }) => name !== "autolock"),
  {
    name: "autolock",
    type: "bool",
    usage: "Enable manager autolocking (requiring an unlock key to start a stopped manager)",
  },
  {
    name: "data-path-port",
    type: "uint32",
    usage:
      "Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.",
  },
  { name: "force-new-cluster", type: "bool", usage: "Force create a new cluster from current state" },
  own("default-addr-pool", "ipNetSlice", "default address pool in CIDR format", "[]"),
  {
    name: "default-addr-pool-mask-length",
    type: "uint32",
    default: "24",
    usage: "default address pool subnet mask length",
  },
];

export const JOIN_FLAGS: readonly Flag[] = [
  ...ADDRESSES,
  AVAILABILITY,
  { name: "token", type: "string", usage: "Token for entry into the swarm" },
];

export const CA_COMMAND_FLAGS: readonly Flag[] = [
  ...CA_FLAGS,
  own("ca-cert", "pem-file", "Path to the PEM-formatted root CA certificate to use for the new cluster"),
  own("ca-key", "pem-file", "Path to the PEM-formatted root CA key to use for the new cluster"),
  {
    name: "rotate",
    type: "bool",
    usage: "Rotate the swarm CA - if no certificate or key are provided, new ones will be generated",
  },
  {
    name: "detach",
    short: "d",
    type: "bool",
    usage: "Exit immediately instead of waiting for the root rotation to converge",
  },
  { name: "quiet", short: "q", type: "bool", usage: "Suppress progress output" },
];
