/** marathon-restart-strategy.json: the arguments of computeRestartStrategy and what it answered. */
import { restartStrategy } from "../../../simulator/mesos/marathon/restart-strategy.ts";
import type { Adapt } from "../adapters.ts";

export const replayRestart: Adapt = (file, sheet) => {
  for (const row of file.cases) {
    sheet.row(row.name, (check) =>
      check.equal(restartStrategy(row, row.currentInstances, row.consideredHealthy), row.expect),
    );
  }
};
