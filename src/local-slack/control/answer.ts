// What a request to /control is answered with.
export type Wrong = { ok: false; error: string; message: string };
export type Done = { ok: true; [key: string]: unknown } | Wrong;

/** Says what was found and what to do. */
export function wrong(error: string, message: string): Wrong {
  return { ok: false, error, message };
}
