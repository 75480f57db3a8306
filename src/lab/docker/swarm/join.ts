/** docker swarm init, join, join-token and leave: what a daemon in a swarm answers; the lab's swarm stands already. */
import { failed, lacking, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn, textOf } from "../command/flags.ts";
import type { Engine } from "../engine/engine.ts";
import { INIT_FLAGS, JOIN_FLAGS } from "./flags.ts";

const daemon = (text: string) => failed(`Error response from daemon: ${text}`);

const ALREADY =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';

function outside(engine: Engine): Outcome | undefined {
  const unreachable = engine.unreachable();
  if (unreachable !== undefined) return failed(unreachable);
  return engine.swarmState() === "active" ? daemon(ALREADY) : undefined;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f:]+\]?|eth\d+|en\w+|lo)(?::\d+)?$/i;

function init({ engine, flags }: Call): Outcome {
  const already = outside(engine);
  if (already) return already;
  const address = textOf(flags, "advertise-addr");
  if (address !== undefined && !ADDRESS.test(address))
    return daemon("advertise address must be a non-zero IP address or network interface (with optional port number)");
  return lacking("docker swarm init", "A lab begins with its swarm initialized, so there is no second one to make.");
}

/** SWMTKN-1, a digest and a secret, each in base 36. */
const TOKEN = /^SWMTKN-\d-[0-9a-z]+-[0-9a-z]+$/;
const RAFT_PORT = "2377";

function join({ engine, flags, args: [address = ""] }: Call): Outcome {
  const already = outside(engine);
  if (already) return already;
  if (!TOKEN.test(textOf(flags, "token") ?? "")) return daemon("invalid join token");
  const target = address.includes(":") ? address : `${address}:${RAFT_PORT}`;
  const reason = `dial tcp ${target}: connect: connection refused`;
  return daemon(
    `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: ${reason}"`,
  );
}

function joinToken({ engine, flags, args: [role = ""] }: Call): Outcome {
  if (role !== "worker" && role !== "manager") return failed(`unknown role ${role}`);
  const trouble = engine.unreachable() ?? engine.unavailable();
  if (trouble !== undefined) return failed(trouble);
  if (isOn(flags, "rotate"))
    return lacking(
      "docker swarm join-token --rotate",
      "No machine waits to join a lab's swarm, so its tokens are not rotated.",
    );
  const { joinTokens, nodeAddress } = engine.facts();
  if (isOn(flags, "quiet")) return printed(joinTokens[role]);
  const command = `docker swarm join --token ${joinTokens[role]} ${nodeAddress}:${RAFT_PORT}`;
  return printed(`To add a ${role} to this swarm, run the following command:\n\n    ${command}\n\n`);
}

/** What a manager says to one who wants to leave (moby, daemon/cluster/swarm.go). */
function leaveWarning(engine: Engine): string {
  const intro = "You are attempting to leave the swarm on a node that is participating as a manager. ";
  const restore =
    "The only way to restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`. Use `--force` to suppress this message.";
  if (engine.unavailable() !== undefined) return `${intro}Doing so may lose the consensus of your cluster. ${restore}`;
  const managers = engine.nodes().flatMap(({ ManagerStatus }) => (ManagerStatus ? [ManagerStatus.Reachability] : []));
  const reachable = managers.filter((one) => one === "reachable").length;
  const unreachable = managers.length - reachable;
  if (managers.length === 1)
    return `${intro}Removing the last manager erases all current state of the swarm. Use \`--force\` to ignore this message.`;
  const isQuorumLost = reachable - 2 <= unreachable - 1;
  const loss = `Removing this node leaves ${reachable - 1} managers out of ${managers.length}. Without a Raft quorum your swarm will be inaccessible. `;
  return `${intro}${isQuorumLost ? loss : ""}${restore}`;
}

function leave({ engine, flags }: Call): Outcome {
  const unreachable = engine.unreachable();
  if (unreachable !== undefined) return failed(unreachable);
  if (engine.swarmState() === "inactive") return daemon("This node is not part of a swarm");
  if (!engine.isManager()) return printed("Node left the swarm.");
  if (!isOn(flags, "force")) return daemon(leaveWarning(engine));
  return lacking(
    "docker swarm leave --force",
    "A lab's manager cannot leave its swarm, because the lab would be at its end.",
  );
}

export const SWARM_INIT: Command = {
  path: "swarm init",
  use: "[OPTIONS]",
  short: "Initialize a swarm",
  flags: INIT_FLAGS,
  arguments: { kind: "none" },
  run: init,
};

export const SWARM_JOIN: Command = {
  path: "swarm join",
  use: "[OPTIONS] HOST:PORT",
  short: "Join a swarm as a node and/or manager",
  flags: JOIN_FLAGS,
  arguments: { kind: "exact", count: 1 },
  run: join,
};

export const SWARM_JOIN_TOKEN: Command = {
  path: "swarm join-token",
  use: "[OPTIONS] (worker|manager)",
  short: "Manage join tokens",
  flags: [
    { name: "rotate", type: "bool", usage: "Rotate join token" },
    { name: "quiet", short: "q", type: "bool", usage: "Only display token" },
  ],
  arguments: { kind: "exact", count: 1 },
  run: joinToken,
};

export const SWARM_LEAVE: Command = {
  path: "swarm leave",
  use: "[OPTIONS]",
  short: "Leave the swarm",
  flags: [{ name: "force", short: "f", type: "bool", usage: "Force this node to leave the swarm, ignoring warnings" }],
  arguments: { kind: "none" },
  run: leave,
};
