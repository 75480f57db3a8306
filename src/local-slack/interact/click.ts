// A person uses a button or another element: of a message, of the Home tab, of an open modal.
import type { Desk } from "../desk.ts";
import { actionOf, elementsIn, findElement, type FoundElement } from "../elements-in.ts";
import { apiMessage, mayEnter } from "../look.ts";
import type { ControlRequests, StateValues } from "../protocol.ts";
import type { StoredMessage, StoredView } from "../records.ts";
import { makeResponseUrl } from "../response-urls.ts";
import { completeState } from "../view-state.ts";
import { viewOutput } from "../view-output.ts";
import { rememberState, stackOf } from "../views.ts";
import { messagesOf } from "../workspace.ts";
import { wrong, type Done } from "../control/answer.ts";
import { askApp, whoAndWhere } from "./ask-app.ts";

type Click = ControlRequests["click"];

type Place =
  | { kind: "message"; message: StoredMessage; blocks: unknown[] }
  | { kind: "view"; view: StoredView; blocks: unknown[] };

/** Tells the app, and waits for its ack. */
export async function click(desk: Desk, request: Click): Promise<Done> {
  const place = findPlace(desk, request);
  if ("ok" in place) return place;
  const found = findElement(place.blocks, request);
  if (!found) return noElement(place.blocks, request.action_id);
  const typed = stateWithChoice(request, found);
  const body =
    place.kind === "message" ? messageBody(desk, request, place, typed) : viewBody(desk, request, place, typed);
  const action = actionOf(found, desk.clock.nextTs(), request.value, request.element_state ?? {});
  const payload = { type: "block_actions", ...whoAndWhere(desk, request.user), ...body, actions: [action] };
  const acked = await askApp(desk, request.user, `“${label(found)}”`, {
    type: "interactive",
    payload,
    accepts_response_payload: false,
  });
  return { ok: true, acknowledged: acked !== null };
}

function findPlace(desk: Desk, { user, container }: Click): Place | Done {
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

function noElement(blocks: unknown[], wanted: string): Done {
  const there = elementsIn(blocks).map(({ element }) => `${element.action_id} (${element.type})`);
  const known = there.length > 0 ? `there are: ${there.join(", ")}` : "there are none";
  return wrong("no_such_element", `No element with action_id ${wanted} and these block_id and value; ${known}.`);
}

function stateWithChoice({ state = {}, element_state }: Click, { block_id, element }: FoundElement): StateValues {
  if (!element_state) return state;
  return {
    ...state,
    [block_id]: { ...state[block_id], [element.action_id]: { type: element.type, ...element_state } },
  };
}

function messageBody(desk: Desk, { user }: Click, place: Place & { kind: "message" }, typed: StateValues) {
  const { message } = place;
  const channel = desk.workspace.channels.get(message.channel);
  const isEphemeral = message.ephemeral_for !== undefined;
  const at = { user, channel: message.channel, message_ts: message.ts };
  return {
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    },
    trigger_id: desk.triggers.make({ user, view_id: null }),
    channel: { id: message.channel, name: channel?.is_im ? "directmessage" : channel?.name },
    ...(!isEphemeral && { message: apiMessage(desk, message) }),
    state: { values: completeState(place.blocks, typed) },
    response_url: makeResponseUrl(desk, at).url,
  };
}

function viewBody(desk: Desk, { user }: Click, place: Place & { kind: "view" }, typed: StateValues) {
  const whole = completeState(place.blocks, { ...place.view.state, ...typed });
  const view = rememberState(desk, place.view, whole);
  return {
    container: { type: "view", view_id: view.id },
    trigger_id: desk.triggers.make({ user, view_id: view.id }),
    view: viewOutput(desk, view),
  };
}

function label({ element }: FoundElement): string {
  const text = element.text as { text?: string } | undefined;
  return text?.text ?? element.action_id;
}
