/** All commands of docker that the lab has, and the help of docker itself. */
import type { Command, Group } from "./command/command.ts";
import { NODE_INSPECT } from "./node/inspect.ts";
import { NODE_LS } from "./node/list.ts";
import { NODE_PS } from "./node/ps.ts";
import { NODE_DEMOTE, NODE_PROMOTE, NODE_RM, NODE_UPDATE } from "./node/update.ts";
import { SERVICE_CREATE } from "./service/create.ts";
import { SERVICE_INSPECT } from "./service/inspect.ts";
import { SERVICE_LS } from "./service/list.ts";
import { SERVICE_PS } from "./service/ps.ts";
import { SERVICE_LOGS, SERVICE_RM } from "./service/remove.ts";
import { SERVICE_SCALE } from "./service/scale.ts";
import { SERVICE_ROLLBACK, SERVICE_UPDATE } from "./service/update.ts";
import { STACK_CONFIG } from "./stack/config.ts";
import { STACK_DEPLOY } from "./stack/deploy.ts";
import { STACK_LS, STACK_PS, STACK_RM, STACK_SERVICES } from "./stack/list.ts";
import { INFO } from "./swarm/info.ts";
import { SWARM_INIT, SWARM_JOIN, SWARM_JOIN_TOKEN, SWARM_LEAVE } from "./swarm/join.ts";
import { SWARM_SETTINGS } from "./swarm/settings.ts";
import { VERSION } from "./swarm/version.ts";

export const GROUPS: readonly Group[] = [
  {
    path: "node",
    short: "Manage Swarm nodes",
    commands: [NODE_DEMOTE, NODE_INSPECT, NODE_LS, NODE_PROMOTE, NODE_PS, NODE_RM, NODE_UPDATE],
  },
  {
    path: "service",
    short: "Manage Swarm services",
    commands: [
      SERVICE_CREATE,
      SERVICE_INSPECT,
      SERVICE_LOGS,
      SERVICE_LS,
      SERVICE_PS,
      SERVICE_RM,
      SERVICE_ROLLBACK,
      SERVICE_SCALE,
      SERVICE_UPDATE,
    ],
  },
  {
    path: "stack",
    short: "Manage Swarm stacks",
    commands: [STACK_CONFIG, STACK_DEPLOY, STACK_LS, STACK_PS, STACK_RM, STACK_SERVICES],
  },
  {
    path: "swarm",
    short: "Manage Swarm",
    commands: [...SWARM_SETTINGS, SWARM_INIT, SWARM_JOIN, SWARM_JOIN_TOKEN, SWARM_LEAVE],
  },
];

/** Commands without a group. */
export const TOP_COMMANDS: readonly Command[] = [INFO, VERSION];

/** The lab's own, shorter than the client's, which lists what a lab has not. */
export function topHelp(): string {
  const rows = [...TOP_COMMANDS, ...GROUPS].map(({ path, short }) => `  ${path.padEnd(10)}${short}`);
  return [
    "Usage:  docker [OPTIONS] COMMAND",
    "A self-sufficient runtime for containers",
    `Commands that the lab has:\n${rows.join("\n")}`,
    "Run 'docker COMMAND --help' for more information on a command.",
  ].join("\n\n");
}
