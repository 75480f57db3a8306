/** Small apps and instances that Marathon's tests share. */
import { merged, type App, type AppJson } from "../../../src/simulator/mesos/marathon/app.ts";
import type { Instance } from "../../../src/simulator/mesos/marathon/instances.ts";
import type { Attributes } from "../../../src/simulator/mesos/master/types.ts";

export const makeApp = (json: AppJson = {}): App => merged("/test", undefined, { cmd: "sleep 100", ...json }, 1);

/** A running instance; `since` in ms is when its task began to run. */
export function makeInstance(
  id: string,
  given: { agent?: string; attributes?: Attributes; since?: number; condition?: Instance["condition"]; app?: App } = {},
): Instance {
  const { agent = "host", attributes = {}, since = 0, condition = "Running", app = makeApp() } = given;
  const runningSince = condition === "Running" ? since : undefined;
  const task = { id: `${id}._app.1`, agent, attributes, stagedAt: since, runningSince };
  return { id, spec: app, condition, goal: "Running", since, attempt: 1, task, healthy: undefined };
}
