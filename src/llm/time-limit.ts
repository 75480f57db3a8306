// Ends a call when its time is over, when a person stops it, or when nothing good can come of it any more; and says which it was.

export type TimeLimit = {
  signal: AbortSignal;
  /** So many more milliseconds from now on. */
  extend(ms: number): void;
  abort(reason: string): void;
  /** Why it was ended; undefined when it was not. */
  reason(): string | undefined;
  /** Lets go of the timer. */
  end(): void;
};

/** `stop` is a person's. */
export function createTimeLimit(ms: number, stop?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const abort = (reason: string) => controller.abort(reason);
  const over = () => abort("time limit");
  let timer = setTimeout(over, ms);
  const onStop = () => abort("stopped");
  if (stop?.aborted) onStop();
  stop?.addEventListener("abort", onStop, { once: true });
  return {
    signal: controller.signal,
    extend: (more) => {
      clearTimeout(timer);
      timer = setTimeout(over, more);
    },
    abort,
    reason: () => (controller.signal.aborted ? String(controller.signal.reason) : undefined),
    end: () => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", onStop);
    },
  };
}
