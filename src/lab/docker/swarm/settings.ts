/** docker swarm update, ca, unlock and unlock-key */
import { failed, lacking, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn, textOf } from "../command/flags.ts";
import { commandHelp } from "../command/usage.ts";
import { CA_COMMAND_FLAGS, UPDATE_FLAGS } from "./flags.ts";

/** The one setting that the simulation acts upon. */
const MODELLED = "task-history-limit";

function update({ engine, flags }: Call): Outcome {
  if (flags.size === 0) return printed(commandHelp(SWARM_UPDATE));
  const trouble = engine.unreachable() ?? engine.unavailable();
  if (trouble !== undefined) return failed(trouble);
  const [other] = [...flags.keys()].filter((name) => name !== MODELLED);
  if (other !== undefined)
    return lacking(
      `docker swarm update --${other}`,
      `The lab's swarm has no --${other} to change; --${MODELLED} it has.`,
    );
  engine.setTaskHistoryLimit(Number(textOf(flags, MODELLED)));
  return printed("Swarm updated.");
}

function authority({ engine, flags }: Call): Outcome {
  if (isOn(flags, "rotate"))
    return lacking(
      "docker swarm ca --rotate",
      "The lab's nodes hold no certificates, so there is no authority to rotate.",
    );
  return printed(engine.facts().tls.TrustRoot);
}

function unlock({ engine }: Call): Outcome {
  const unreachable = engine.unreachable();
  if (unreachable !== undefined) return failed(unreachable);
  return failed(
    engine.swarmState() === "inactive" ? "Error: This node is not part of a swarm" : "Error: swarm is not locked",
  );
}

const SWARM_UPDATE: Command = {
  path: "swarm update",
  use: "[OPTIONS]",
  short: "Update the swarm",
  flags: UPDATE_FLAGS,
  arguments: { kind: "none" },
  run: update,
};

export const SWARM_SETTINGS: readonly Command[] = [
  SWARM_UPDATE,
  {
    path: "swarm ca",
    use: "[OPTIONS]",
    short: "Display and rotate the root CA",
    flags: CA_COMMAND_FLAGS,
    arguments: { kind: "none" },
    needsManager: true,
    run: authority,
  },
  {
    path: "swarm unlock",
    use: "",
    short: "Unlock swarm",
    flags: [],
    arguments: { kind: "none" },
    run: unlock,
  },
  {
    path: "swarm unlock-key",
    use: "[OPTIONS]",
    short: "Manage the unlock key",
    flags: [
      { name: "rotate", type: "bool", usage: "Rotate unlock key" },
      { name: "quiet", short: "q", type: "bool", usage: "Only display token" },
    ],
    arguments: { kind: "none" },
    needsManager: true,
    run: () => failed("no unlock key is set"),
  },
];
