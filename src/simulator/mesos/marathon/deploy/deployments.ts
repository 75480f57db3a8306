/**
 * Deployments: one at a time for an app, unless a new one is forced and takes the old one's place
 * (core/deployment/DeploymentPlan.scala, core/deployment/impl/DeploymentManagerActor.scala).
 */
import { createUuid } from "../../world.ts";
import { isUpgrade, type App } from "../app.ts";
import type { Change } from "../tracker.ts";
import { beginReplace } from "./replace.ts";
import { beginScale } from "./scale.ts";
import { beginStop } from "./stop.ts";
import type { Begin, Running, Tools } from "./types.ts";

export type Action = "StartApplication" | "ScaleApplication" | "RestartApplication" | "StopApplication";

export type Deployment = {
  id: string;
  app: string;
  /** What is done, in order; `currentStep` counts from 1. */
  actions: readonly Action[];
  currentStep: number;
  startedAt: number;
  original: App | undefined;
  target: App | undefined;
};

export type Deployments = {
  list(): Deployment[];
  get(id: string): Deployment | undefined;
  ofApp(app: string): Deployment | undefined;
  /** Begins; whatever runs for the app is cancelled. */
  start(original: App | undefined, target: App | undefined): Deployment;
  cancel(id: string): void;
};

/** The steps from one definition to the next. A change that running tasks already satisfy needs none. */
export function planOf(original: App | undefined, target: App | undefined): Action[] {
  if (!target) return original ? ["StopApplication"] : [];
  if (!original) return ["StartApplication", "ScaleApplication"];
  const isChanged = isUpgrade(original, target) || original.configVersion !== target.configVersion;
  const isScaled = original.instances !== target.instances;
  if (target.instances === 0 || (!isChanged && isScaled)) return ["ScaleApplication"];
  return isChanged ? ["RestartApplication"] : [];
}

const BEGIN: Record<Action, Begin> = {
  // Nothing happens here: it stands for the app's coming into being.
  StartApplication(_, __, done) {
    done();
    return { changed: () => undefined };
  },
  ScaleApplication: beginScale,
  RestartApplication: beginReplace,
  StopApplication: beginStop,
};

export function createDeployments(tools: Tools, onStep: (app: App) => void): Deployments {
  const { world, tracker } = tools;
  const running = new Map<string, { deployment: Deployment; step: Running | undefined }>();

  const end = (id: string, how: string) => {
    const ended = running.get(id);
    if (!ended) return;
    running.delete(id);
    ended.step?.stop?.();
    world.note(`deployment ${id} ${how}`);
  };

  /** The next step begins in an event of its own, so that a step that is done at once has begun before. */
  const next = (id: string) =>
    void world.loop.after(0, () => {
      const entry = running.get(id);
      if (!entry) return;
      const { deployment } = entry;
      const app = deployment.target ?? deployment.original;
      const action = deployment.actions[deployment.currentStep];
      entry.step = undefined;
      if (!app || !action) return end(id, "finished");
      deployment.currentStep++;
      world.note(`deployment ${id} ${action} ${app.id}`);
      onStep(app);
      let isDone = false;
      // What changes while the step begins is told once it has.
      const early: Change[] = [];
      entry.step = { changed: (change) => void early.push(change) };
      const step = BEGIN[action](tools, app, () => {
        if (!isDone) next(id);
        isDone = true;
      });
      entry.step = step;
      for (const change of early) step.changed(change);
    });

  tracker.subscribe((change) => {
    for (const { deployment, step } of running.values()) {
      if (deployment.app === change.instance.spec.id) step?.changed(change);
    }
  });

  const list = () => [...running.values()].map(({ deployment }) => deployment);
  const ofApp = (app: string) => list().find((deployment) => deployment.app === app);

  return {
    list,
    get: (id) => running.get(id)?.deployment,
    ofApp,
    start(original, target) {
      const app = (target ?? original)?.id ?? "";
      const before = ofApp(app);
      if (before) end(before.id, "canceled");
      const id = createUuid(world);
      const actions = planOf(original, target);
      const deployment: Deployment = {
        id,
        app,
        actions,
        currentStep: 0,
        startedAt: world.loop.now(),
        original,
        target,
      };
      world.note(`deployment ${id} started ${app} ${actions.join(",")}`);
      running.set(id, { deployment, step: undefined });
      next(id);
      return deployment;
    },
    cancel: (id) => end(id, "canceled"),
  };
}
