/** A step of a deployment while it runs, and what it works with. */
import type { World } from "../../world.ts";
import type { App } from "../app.ts";
import type { LaunchQueue } from "../launch-queue.ts";
import type { Change, Tracker } from "../tracker.ts";

export type Tools = { world: World; tracker: Tracker; queue: LaunchQueue };

/** Begins when it is made; is told of each change of an instance of its app; calls `done` when it is. `stop` ends what it does by itself. */
export type Running = { changed(change: Change): void; stop?(): void };

export type Begin = (tools: Tools, app: App, done: () => void) => Running;
