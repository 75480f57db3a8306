/** The flags that every kubectl command takes: cli-runtime, pkg/genericclioptions/config_flags.go, and kubectl's own, as `kubectl options` lists them. */
import type { Flags } from "./flag.ts";

const ONE_CLUSTER = "The lab has one cluster and one user, so there is no other to choose.";
const NO_HELP = "The lab has no help pages of kubectl; `help` lists what the lab can do.";
const other = { type: "text", lacks: ONE_CLUSTER } as const;

export const GLOBAL_FLAGS: Flags = {
  as: other,
  "as-group": other,
  "as-uid": other,
  "as-user-extra": other,
  "cache-dir": { type: "text" },
  "certificate-authority": other,
  "client-certificate": other,
  "client-key": other,
  cluster: other,
  context: other,
  "disable-compression": { type: "bool" },
  help: { type: "bool", short: "h", lacks: NO_HELP },
  "insecure-skip-tls-verify": { type: "bool" },
  kubeconfig: other,
  kuberc: { type: "text" },
  "log-flush-frequency": { type: "duration" },
  "match-server-version": { type: "bool" },
  namespace: { type: "text", short: "n" },
  profile: { type: "text" },
  "profile-output": { type: "text" },
  "request-timeout": { type: "text" },
  server: { ...other, short: "s" },
  "tls-server-name": other,
  token: other,
  user: other,
  v: { type: "text", short: "v" },
  vmodule: { type: "text" },
  "warnings-as-errors": { type: "bool" },
};
