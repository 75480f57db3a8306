/** Flags of `docker service create` alone (docker/cli v28.2.2, cli/command/service/create.go). */
import type { Flag } from "../command/flag-types.ts";

export const OWN_CREATE_FLAGS: readonly Flag[] = [
  { name: "mode", type: "string", usage: 'Service mode ("replicated", "global", "replicated-job", "global-job")' },
  { name: "name", type: "string", usage: "Service name" },
  { name: "label", short: "l", type: "label", usage: "Service labels" },
  { name: "container-label", type: "label", usage: "Container labels" },
  { name: "env", short: "e", type: "env", usage: "Set environment variables" },
  { name: "env-file", type: "other", usage: "Read in a file of environment variables" },
  { name: "mount", type: "other", placeholder: "mount", usage: "Attach a filesystem mount to the service" },
  { name: "constraint", type: "other", usage: "Placement constraints" },
  { name: "placement-pref", type: "pref", usage: "Add a placement preference" },
  { name: "network", type: "network", usage: "Network attachments" },
  { name: "secret", type: "other", placeholder: "secret", usage: "Specify secrets to expose to the service" },
  { name: "config", type: "other", placeholder: "config", usage: "Specify configurations to expose to the service" },
  { name: "publish", short: "p", type: "port", usage: "Publish a port as a node port" },
  { name: "group", type: "other", usage: "Set one or more supplementary user groups for the container" },
  { name: "dns", type: "other", usage: "Set custom DNS servers" },
  { name: "dns-option", type: "other", usage: "Set DNS options" },
  { name: "dns-search", type: "other", usage: "Set custom DNS search domains" },
  { name: "host", type: "other", usage: "Set one or more custom host-to-IP mappings (host:ip)" },
  {
    name: "init",
    type: "bool",
    usage: "Use an init inside each service container to forward signals and reap processes",
  },
  { name: "sysctl", type: "other", usage: "Sysctl options" },
  { name: "ulimit", type: "other", placeholder: "ulimit", usage: "Ulimit options", default: "[]" },
  { name: "oom-score-adj", type: "int64", usage: "Tune host's OOM preferences (-1000 to 1000) " },
  { name: "generic-resource", type: "other", usage: "User defined resources" },
];
