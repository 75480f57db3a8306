/** Flags that many commands have (docker/cli v28.2.2, cli/flags/options.go and the commands' own files). */
import type { Flag } from "./flag-types.ts";

const TEMPLATES =
  "Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates";

const FORMAT_HELP = `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
${TEMPLATES}`;

const INSPECT_FORMAT_HELP = `Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
${TEMPLATES}`;

export const FORMAT: Flag = { name: "format", type: "string", usage: FORMAT_HELP };

export const INSPECT_FORMAT: Flag = { name: "format", short: "f", type: "string", usage: INSPECT_FORMAT_HELP };

export const PRETTY: Flag = { name: "pretty", type: "bool", usage: "Print the information in a human friendly format" };

export const FILTER: Flag = {
  name: "filter",
  short: "f",
  type: "filter",
  usage: "Filter output based on conditions provided",
};

export const QUIET_IDS: Flag = { name: "quiet", short: "q", type: "bool", usage: "Only display IDs" };

/** Of the commands that list tasks. */
export const TASK_FLAGS: readonly Flag[] = [
  { name: "quiet", short: "q", type: "bool", usage: "Only display task IDs" },
  { name: "no-trunc", type: "bool", usage: "Do not truncate output" },
  { name: "no-resolve", type: "bool", usage: "Do not map IDs to Names" },
  FILTER,
];

export const TASK_FORMAT: Flag = { name: "format", type: "string", usage: "Pretty-print tasks using a Go template" };
