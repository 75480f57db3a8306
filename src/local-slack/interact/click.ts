// A person uses a button or another element: of a message, of the Home tab, of an open modal.
import type { Desk } from "../desk.ts";
import { actionOf, elementsIn, findElement, type FoundElement } from "../elements-in.ts";
import type { ControlRequests, StateValues } from "../protocol-requests.ts";
import { makeResponseUrl } from "../response-urls.ts";
import { completeState } from "../view-state.ts";
import { rememberState } from "../views.ts";
import { wrong, type Done } from "../control/answer.ts";
import { askApp, whoAndWhere } from "./ask-app.ts";
import { findPlace, placeFields, type MessagePlace, type ViewPlace } from "./place.ts";

type Click = ControlRequests["click"];

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

function messageBody(desk: Desk, { user }: Click, place: MessagePlace, typed: StateValues) {
  const { channel, ts: message_ts } = place.message;
  return {
    ...placeFields(desk, place),
    trigger_id: desk.triggers.make({ user, view_id: null }),
    state: { values: completeState(place.blocks, typed) },
    response_url: makeResponseUrl(desk, { user, channel, message_ts }).url,
  };
}

function viewBody(desk: Desk, { user }: Click, place: ViewPlace, typed: StateValues) {
  const whole = completeState(place.blocks, { ...place.view.state, ...typed });
  const view = rememberState(desk, place.view, whole);
  const trigger_id = desk.triggers.make({ user, view_id: view.id });
  return { ...placeFields(desk, { ...place, view }), trigger_id };
}

function label({ element }: FoundElement): string {
  const text = element.text as { text?: string } | undefined;
  return text?.text ?? element.action_id;
}
