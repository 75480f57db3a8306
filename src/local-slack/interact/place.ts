// Where an element stands that a person uses: in a message, on the Home tab, in an open modal.
import { wrong, type Done } from "../control/answer.ts";
import type { Desk } from "../desk.ts";
import { apiMessage, mayEnter } from "../look.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import type { StoredMessage, StoredView } from "../records.ts";
import { viewOutput } from "../view-output.ts";
import { stackOf } from "../views.ts";
import { messagesOf } from "../workspace.ts";

type Using = Pick<ControlRequests["click"], "user" | "container">;

export type MessagePlace = { kind: "message"; message: StoredMessage; blocks: unknown[] };
export type ViewPlace = { kind: "view"; view: StoredView; blocks: unknown[] };
export type Place = MessagePlace | ViewPlace;

/** The place, if this person sees it. */
export function findPlace(desk: Desk, { user, container }: Using): Place | Done {
  if ("channel" in container) return messagePlace(desk, user, container);
  const view =
    "home" in container
      ? desk.workspace.homes.get(user)
      : stackOf(desk, user).find(({ id }) => id === container.view_id);
  if (view) return { kind: "view", view, blocks: view.view.blocks };
  return "home" in container
    ? wrong("no_home", `The app has not published a Home for ${user} yet: open it with POST /control/home first.`)
    : wrong("view_not_found", `${user} has no open view ${container.view_id}.`);
}

function messagePlace(desk: Desk, user: string, at: { channel: string; message_ts: string }): Place | Done {
  const channel = desk.workspace.channels.get(at.channel);
  const message = channel && messagesOf(desk.workspace, channel.id).get(at.message_ts);
  const isTheirs = message?.ephemeral_for === undefined || message.ephemeral_for === user;
  if (channel && message && isTheirs && mayEnter(channel, user)) {
    return { kind: "message", message, blocks: message.blocks ?? [] };
  }
  return wrong("message_not_found", `${user} sees no message ${at.message_ts} in ${at.channel}.`);
}

/** What all payloads about an element say of its place. */
export function placeFields(desk: Desk, place: Place): Record<string, unknown> {
  if (place.kind === "view") {
    return { container: { type: "view", view_id: place.view.id }, view: viewOutput(desk, place.view) };
  }
  const { message } = place;
  const channel = desk.workspace.channels.get(message.channel);
  const isEphemeral = message.ephemeral_for !== undefined;
  return {
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    },
    channel: { id: message.channel, name: channel?.is_im ? "directmessage" : channel?.name },
    ...(!isEphemeral && { message: apiMessage(desk, message) }),
  };
}
