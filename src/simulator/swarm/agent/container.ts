/** What a container does next, from what its task is and is wanted to be (agent/exec/controller.go, Do). */
import { stopGraceMsOf } from "../defaults.ts";
import { isBefore, type Task, type TaskState, type TaskStatus } from "../objects.ts";
import type { Behaviour } from "../world.ts";

/** What an agent reports: a task's status without the instant. */
export type Report = Omit<TaskStatus, "at" | "appliedAt">;

/** Reports to make at once, and what comes of it after a while. */
type Step = { now: Report[]; afterMs: number; end: Report };

/** 128 + 9: the kernel killed the process. */
const KILLED = 137;

const report = (state: TaskState, message: string): Report => ({ state, message });

function stopping(task: Task, behaviour: Behaviour): Step {
  const grace = stopGraceMsOf(task);
  const isKilled = behaviour.stopMs > grace;
  const end: Report = report("shutdown", "shutdown");
  return {
    now: [],
    afterMs: Math.min(behaviour.stopMs, grace),
    end: isKilled ? { ...end, exitCode: KILLED } : { ...end, exitCode: 0 },
  };
}

function preparing(state: TaskState, task: Task, behaviour: Behaviour): Step {
  const end: Report = behaviour.isMissing
    ? { state: "rejected", message: "preparing", err: `No such image: ${task.spec.image}` }
    : report("ready", "prepared");
  return {
    now: state === "preparing" ? [] : [report("accepted", "accepted"), report("preparing", "preparing")],
    afterMs: behaviour.prepareMs,
    end,
  };
}

/** How a running container ends by itself: in failure, well, or not at all. `fails` is chance's word on this start. */
function running(behaviour: Behaviour, fails: boolean): Step | undefined {
  if (behaviour.failAfterMs !== undefined && fails) {
    const { failAfterMs, exitCode = 1 } = behaviour;
    return {
      now: [],
      afterMs: failAfterMs,
      end: { state: "failed", message: "started", err: `task: non-zero exit (${exitCode})`, exitCode },
    };
  }
  if (behaviour.completeAfterMs === undefined) return undefined;
  return { now: [], afterMs: behaviour.completeAfterMs, end: { ...report("complete", "finished"), exitCode: 0 } };
}

function starting(state: TaskState, behaviour: Behaviour): Step {
  return {
    now: state === "ready" ? [report("starting", "starting")] : [],
    afterMs: behaviour.startMs,
    end: report("running", "started"),
  };
}

/** Nothing when the container stays as it is until something else is wanted of it. `state` is what it is now. */
export function nextStep(state: TaskState, task: Task, behaviour: Behaviour, fails: boolean): Step | undefined {
  if (!isBefore(state, "complete")) return undefined;
  if (!isBefore(task.desiredState, "shutdown")) return stopping(task, behaviour);
  if (isBefore(state, "ready")) return preparing(state, task, behaviour);
  // What is prepared waits until it is wanted to run.
  if (isBefore(state, "running"))
    return isBefore(task.desiredState, "running") ? undefined : starting(state, behaviour);
  return running(behaviour, fails);
}

/** The process was killed while it was wanted. */
export const killed = (): Report => ({
  state: "failed",
  message: "started",
  err: `task: non-zero exit (${KILLED})`,
  exitCode: KILLED,
});

/** What a container is after its machine came back: processes are gone, pulled images are not. */
export function afterCrash(state: TaskState, task: Task): Report | undefined {
  if (!isBefore(state, "complete")) return undefined;
  if (!isBefore(task.desiredState, "shutdown")) return { ...report("shutdown", "shutdown"), exitCode: KILLED };
  return isBefore(state, "starting") ? undefined : killed();
}
