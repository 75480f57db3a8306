// A channel as Slack's API shows it to the app.
import type { Desk } from "../desk.ts";
import type { StoredChannel } from "../records.ts";

/** A conversation object: a channel, a group message or a direct message. */
export function apiChannel(desk: Desk, channel: StoredChannel): Record<string, unknown> {
  const created = Math.floor(channel.created_ms / 1000);
  const { team_id, bot_user_id } = desk.identity;
  const common = {
    id: channel.id,
    created,
    is_archived: channel.is_archived,
    is_org_shared: false,
    context_team_id: team_id,
    updated: channel.created_ms,
  };
  if (channel.is_im) {
    const user = channel.members.find((member) => member !== bot_user_id);
    return { ...common, is_im: true, user, is_user_deleted: false, priority: 0 };
  }
  const note = (value: string) => ({
    value,
    creator: value === "" ? "" : channel.creator,
    last_set: value === "" ? 0 : created,
  });
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.is_mpim && !channel.is_private,
    is_group: channel.is_private && !channel.is_mpim,
    is_im: false,
    is_mpim: channel.is_mpim === true,
    is_private: channel.is_private,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    creator: channel.creator,
    unlinked: 0,
    is_member: channel.members.includes(bot_user_id),
    topic: note(channel.topic),
    purpose: note(channel.purpose ?? ""),
    previous_names: channel.previous_names ?? [],
    num_members: channel.members.length,
  };
}
