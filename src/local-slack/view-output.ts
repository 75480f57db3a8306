// A view as Slack answers it and puts it into payloads: what the app gave, and what Slack adds.
import type { Ground } from "./ground.ts";
import type { StoredView } from "./records.ts";

/** What a view has that leaves it out. */
const UNSAID = {
  private_metadata: "",
  callback_id: "",
  title: { type: "plain_text", text: "View Title", emoji: true },
  clear_on_close: false,
  notify_on_close: false,
  close: null,
  submit: null,
};

/** Everything that Slack says about a view. */
export function viewOutput({ identity }: Ground, stored: StoredView): Record<string, unknown> {
  return {
    ...UNSAID,
    ...stored.view,
    id: stored.id,
    team_id: identity.team_id,
    state: { values: stored.state },
    hash: stored.hash,
    previous_view_id: stored.previous_view_id,
    root_view_id: stored.root_view_id,
    app_id: identity.app_id,
    external_id: stored.external_id,
    app_installed_team_id: identity.team_id,
    bot_id: identity.bot_id,
  };
}
