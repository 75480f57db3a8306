/** The control API of the workspace that this page shows. The page acts in one way: POST /control/VERB. */
import type { ControlRequests } from "../../protocol-requests.ts";
import { addressIn } from "./address.ts";

export type Answer = {
  ok: boolean;
  error?: string;
  message?: string;
  /** Of submit, when the app refused fields. */
  errors?: Record<string, string>;
  /** Of open_dm and of what else opens a conversation. */
  channel?: string | { id: string };
  ts?: string;
  /** Of validate: what Slack would refuse, and where. */
  refusals?: { message: string; pointer: string }[];
  /** Of resend: whether the app took it. */
  acknowledged?: boolean;
};

export const controlAddress = (path: string): string => addressIn(location.search, path);

export async function post<V extends keyof ControlRequests>(verb: V, body: ControlRequests[V]): Promise<Answer> {
  return answered(verb, { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function answered(path: string, request: { headers?: Record<string, string>; body: BodyInit }): Promise<Answer> {
  try {
    const response = await fetch(controlAddress(path), { method: "POST", ...request });
    return (await response.json()) as Answer;
  } catch {
    return { ok: false, error: "unreachable", message: "The local workspace did not answer. Is it still running?" };
  }
}

/** A file as the workspace keeps it. */
export type Uploaded = { id: string; name: string };

/** Takes a file to the workspace, where a message or a form may then name it. */
export async function uploadFile(user: string, file: File): Promise<Answer & { file?: Uploaded }> {
  const query = new URLSearchParams({ user, name: file.name });
  return answered(`upload?${query.toString()}`, { body: file });
}

/** Reads JSON from there; undefined when it did not answer so. */
export async function readControl<T>(path: string): Promise<T | undefined> {
  try {
    const response = await fetch(controlAddress(path));
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** The conversation that an answer opened. */
export function idOf({ channel }: Answer): string | undefined {
  return typeof channel === "string" ? channel : channel?.id;
}

/** What to tell a person about an answer that is not ok. */
export function problemOf(answer: Answer): string {
  return answer.message ?? answer.error ?? "That did not work.";
}
