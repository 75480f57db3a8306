/** Replays what SwarmKit's own code answered and did, where ../shared is at hand. */
import { expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { adaptScheduler } from "../../../src/cli/conformance/swarm/scheduler.ts";
import { adaptTraces } from "../../../src/cli/conformance/swarm/traces.ts";
import { createSheet } from "../../../src/cli/conformance/sheet.ts";
import type { Adapt } from "../../../src/cli/conformance/adapters.ts";

const shared = join(import.meta.dirname, "../../../../shared");

const FILES: [path: string, adapt: Adapt, least: number][] = [
  ["vectors/core/swarm-oracle-scheduler.json", adaptScheduler, 200],
  ["traces/swarm-service-traces.json", adaptTraces, 30],
];

for (const [path, adapt, least] of FILES) {
  const file = join(shared, path);
  const present = existsSync(file);
  const when = present ? test : test.skip;
  when(`${path} is as upstream's${present ? "" : ` (skipped: ${file} is not here)`}`, () => {
    const { sheet, result } = createSheet();
    adapt(JSON.parse(readFileSync(file, "utf8")), sheet);
    expect(result().failures).toEqual([]);
    expect(result().passed).toBeGreaterThanOrEqual(least);
  });
}
