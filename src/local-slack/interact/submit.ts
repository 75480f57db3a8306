// A person submits or closes the topmost modal.
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { wrong, type Done } from "../control/answer.ts";
import type { Desk } from "../desk.ts";
import { noteProblem } from "../ground.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import type { StoredView } from "../records.ts";
import { readView } from "../view-check.ts";
import { clientErrors, completeState } from "../view-state.ts";
import { viewOutput } from "../view-output.ts";
import { DEEPEST_STACK, newView, rememberState, setStack, stackOf, updatedView } from "../views.ts";
import { askApp, whoAndWhere } from "./ask-app.ts";

const responseSchema = z.union([
  z.object({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.enum(["update", "push"]), view: z.looseObject({}) }),
  z.object({ response_action: z.literal("clear") }),
  z.object({ response_action: z.undefined().optional() }),
]);

type Response = z.infer<typeof responseSchema>;

/** Tells the app, and does with the view what its ack says. */
export async function submit(desk: Desk, request: ControlRequests["submit"]): Promise<Done> {
  const top = topmost(desk, request);
  if ("ok" in top) return top;
  const modal = top.view as ModalView;
  const state = completeState(modal.blocks, { ...top.state, ...request.state });
  const refused = clientErrors(modal, state);
  if (Object.keys(refused).length > 0) return showErrors(desk, top, refused);
  const view = rememberState(desk, top, state);
  const payload = {
    type: "view_submission",
    ...whoAndWhere(desk, request.user),
    trigger_id: desk.triggers.make({ user: request.user, view_id: view.id }),
    view: viewOutput(desk, view),
    response_urls: [],
  };
  const envelope = { type: "interactive" as const, payload, accepts_response_payload: true };
  const acked = await askApp(desk, request.user, `Submitting “${modal.title.text}”`, envelope);
  if (!acked) return { ok: true, acknowledged: false };
  return follow(desk, view, acked.payload);
}

function follow(desk: Desk, view: StoredView, payload: unknown): Done {
  const response = responseSchema.safeParse(payload ?? {});
  if (!response.success) return complain(desk, view, "its ack is not a response_action that Slack knows");
  return act(desk, view, response.data);
}

function act(desk: Desk, view: StoredView, response: Response): Done {
  const stack = stackOf(desk, view.user);
  // While the app thought, it may have changed this very view by views.update: what it acks applies to the newest.
  const current = stack.find(({ id }) => id === view.id) ?? view;
  switch (response.response_action) {
    case "errors":
      return showErrors(desk, current, response.errors);
    case "clear":
      setStack(desk, view.user, []);
      return { ok: true, acknowledged: true };
    case "update":
    case "push":
      return replaceOrPush(desk, current, response);
    default:
      setStack(desk, view.user, withoutView(stack, view));
      return { ok: true, acknowledged: true };
  }
}

function withoutView(stack: StoredView[], view: StoredView): StoredView[] {
  return stack.filter(({ id }) => id !== view.id);
}

function replaceOrPush(desk: Desk, view: StoredView, response: { response_action: string; view: object }): Done {
  const read = readView(response.view, "modal");
  if (read.kind === "wrong") return complain(desk, view, read.complaints.join("; "));
  const stack = stackOf(desk, view.user);
  if (response.response_action === "update") {
    setStack(
      desk,
      view.user,
      stack.map((each) => (each.id === view.id ? updatedView(view, read.view) : each)),
    );
    return { ok: true, acknowledged: true };
  }
  if (stack.length >= DEEPEST_STACK) return complain(desk, view, "push_limit_reached");
  setStack(desk, view.user, [...stack, newView(view.user, read.view, view)]);
  return { ok: true, acknowledged: true };
}

function showErrors(desk: Desk, view: StoredView, errors: Record<string, string>): Done {
  const known = new Set(view.view.blocks.map(({ block_id }) => block_id));
  const unknown = Object.keys(errors).filter((key) => !known.has(key));
  if (unknown.length > 0) return complain(desk, view, `errors name no block of the view: ${unknown.join(", ")}`);
  const stack = stackOf(desk, view.user).map((each) => (each.id === view.id ? { ...each, errors } : each));
  setStack(desk, view.user, stack);
  return { ok: true, acknowledged: true, errors };
}

// Slack shows only "We had some trouble connecting"; here the reason is said, because only builders read it.
function complain(desk: Desk, view: StoredView, problem: string): Done {
  noteProblem(desk, "view_submission", problem);
  const text = `The app answered the submission in a way that Slack refuses: ${problem}`;
  desk.pages.tell({ kind: "notice", level: "error", text }, view.user);
  return { ok: true, acknowledged: true };
}

/** Takes the topmost modal away, and tells the app when it asked to be told. */
export async function close(desk: Desk, request: ControlRequests["close"]): Promise<Done> {
  const top = topmost(desk, request);
  if ("ok" in top) return top;
  const modal = top.view as ModalView;
  const isCleared = modal.clear_on_close === true;
  setStack(desk, request.user, isCleared ? [] : withoutView(stackOf(desk, request.user), top));
  if (!modal.notify_on_close) return { ok: true, acknowledged: true };
  const view = viewOutput(desk, top);
  const payload = {
    type: "view_closed",
    ...whoAndWhere(desk, request.user),
    view,
    is_cleared: isCleared,
    response_urls: [],
  };
  const envelope = { type: "interactive" as const, payload, accepts_response_payload: false };
  const acked = await askApp(desk, request.user, `Closing “${modal.title.text}”`, envelope);
  return { ok: true, acknowledged: acked !== null };
}

function topmost(desk: Desk, { user, view_id }: { user: string; view_id: string }): StoredView | Done {
  const stack = stackOf(desk, user);
  const top = stack.at(-1);
  if (top?.id === view_id) return top;
  const open = stack.map(({ id }) => id).join(", ") || "none";
  return wrong(
    "view_not_topmost",
    `${view_id} is not the topmost open view of ${user}; open, undermost first: ${open}.`,
  );
}
