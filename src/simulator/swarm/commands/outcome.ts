/** What the docker client prints for a command that was done, or refused. */
import type { Outcome } from "../swarm-api.ts";

export const changed = (text: string): Outcome => ({ kind: "changed", text });
export const refused = (text: string): Outcome => ({ kind: "refused", text });

/** An error of the daemon. */
export const daemonError = (text: string) => refused(`Error response from daemon: ${text}`);

type RpcCode = "AlreadyExists" | "FailedPrecondition" | "InvalidArgument" | "NotFound" | "Unimplemented" | "Unknown";

const rpcText = (code: RpcCode, text: string) => `rpc error: code = ${code} desc = ${text}`;

/** An error of a manager, which the daemon passes on. */
export const rpcError = (code: RpcCode, text: string) => daemonError(rpcText(code, text));

/** manager/state/raft/raft.go, lostQuorumMessage. */
export const NO_LEADER = rpcText(
  "Unknown",
  "The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.",
);
