// Asks the app about what a person just did, and says so on their page when it does not answer in time.
import type { Desk } from "../desk.ts";
import { isUninstalled } from "../ground.ts";
import type { Envelope, Outcome } from "../envelope.ts";

/** Who did it and where, in the words of all interaction payloads. */
export function whoAndWhere({ identity, workspace }: Desk, user: string) {
  const name = workspace.people.get(user)?.name ?? user;
  return {
    user: { id: user, username: name, name, team_id: identity.team_id },
    team: { id: identity.team_id, domain: identity.team_domain },
    api_app_id: identity.app_id,
    token: "local-verification-token",
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The app's ack, or null after the person was told that none came. */
export async function askApp(
  desk: Desk,
  user: string,
  what: string,
  envelope: Omit<Envelope, "retry">,
): Promise<{ payload: unknown } | null> {
  const outcome = isUninstalled(desk) ? NOBODY : await desk.line.send(envelope);
  if (outcome.kind === "acked") return { payload: outcome.payload };
  const text = `${what} failed because ${reason(outcome)}`;
  desk.pages.tell({ kind: "notice", level: "error", text }, user);
  return null;
}

const NOBODY: Outcome = { kind: "not-connected" };

function reason(outcome: Outcome): string {
  return outcome.kind === "not-connected" ? "the app is not connected" : "the app did not respond";
}
