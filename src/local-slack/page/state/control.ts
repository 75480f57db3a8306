/** The one way in which the page acts: POST /control/VERB. */
import type { ControlRequests } from "../../protocol.ts";

export type Answer = {
  ok: boolean;
  error?: string;
  message?: string;
  /** Of submit, when the app refused fields. */
  errors?: Record<string, string>;
  /** Of open_dm. */
  channel?: string | { id: string };
  ts?: string;
};

export async function post<V extends keyof ControlRequests>(verb: V, body: ControlRequests[V]): Promise<Answer> {
  try {
    const response = await fetch(`/control/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  } catch {
    return { ok: false, error: "unreachable", message: "The local workspace did not answer. Is it still running?" };
  }
}

/** What to tell a person about an answer that is not ok. */
export function problemOf(answer: Answer): string {
  return answer.message ?? answer.error ?? "That did not work.";
}
