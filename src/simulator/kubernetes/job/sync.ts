/** One sync of a Job from its pods to its status. Kubernetes 1.36, pkg/controller/job/job_controller.go (syncJob). */
import type { JobStatus } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import { isJobFinished } from "./conditions.ts";
import { concludeJob, eventsOfEnd } from "./conclude.ts";
import { createContext, type JobContext, type JobInputs } from "./context.ts";
import { externalManagerOf } from "./job-pods.ts";
import { type JobPlan, planJob } from "./plan.ts";
import { settleJob } from "./settle.ts";
import { trackJob } from "./track.ts";

export type JobEvent = { type?: "Normal" | "Warning"; reason: string; message: string };

/** What a sync does to the world. */
export type JobHands = {
  /** Deletes pods, their finalizers before them unless the Job is ending; then says which it could. */
  remove(pods: Pod[], kind: JobPlan["kind"], done: (removed: Pod[]) => void): void;
  /** Makes pods, then says how many it could. */
  create(context: JobContext, indexes: JobPlan["create"], done: (created: number) => void): void;
  /** Answers whether it could. */
  writeStatus(status: JobStatus): boolean;
  /** Takes the finalizers off; then says of which it could. */
  release(pods: Pod[], done: (released: Pod[]) => void): void;
  remember(context: JobContext): void;
  /** Asks for another sync, so many milliseconds from now. */
  again(inMs: number): void;
  say(event: JobEvent): void;
};

/** Writes down what has ended, and whether the Job has. */
export function trackAndConclude(context: JobContext, changed: boolean, hands: JobHands): void {
  const tracked = trackJob(context, changed);
  if (tracked.status) {
    if (!hands.writeStatus(tracked.status)) return;
    hands.remember(context);
  }
  hands.release(tracked.removeFinalizerFrom, (released) => {
    const { status, finished } = concludeJob(tracked, released);
    if (!status || !hands.writeStatus(status) || !finished) return;
    for (const event of eventsOfEnd({ ...context.job, status }, finished)) hands.say(event);
  });
}

/** Nothing is done for a Job that is over, or that another controller looks after. */
export function syncJob(inputs: JobInputs, hands: JobHands): void {
  if (externalManagerOf(inputs.job, inputs.gates) !== undefined || isJobFinished(inputs.job)) return;
  const plan = planJob(createContext(inputs));
  for (const inMs of plan.againIn) hands.again(inMs);
  const settle = (created: number, removed: Pod[]) => {
    const { context, changed, event } = settleJob(plan, { created, removed });
    if (event) hands.say(event);
    trackAndConclude(context, changed, hands);
  };
  hands.remove(plan.remove, plan.kind, (removed) =>
    hands.create(plan.context, plan.create, (created) => settle(created, removed)),
  );
}
