/** `kubectl rollout`. */
import { createGroup } from "../subcommands.ts";
import { rolloutHistory } from "./history.ts";
import { rolloutPause, rolloutRestart, rolloutResume } from "./pause.ts";
import { rolloutStatus } from "./status.ts";
import { rolloutUndo } from "./undo.ts";

export const rollout = createGroup("kubectl rollout", {
  history: rolloutHistory,
  pause: rolloutPause,
  restart: rolloutRestart,
  resume: rolloutResume,
  status: rolloutStatus,
  undo: rolloutUndo,
});
