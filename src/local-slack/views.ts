// Views on a person's screen: the stack of modals (at most three) and the Home tab.
import { randomBytes } from "node:crypto";
import type { HomeView, ModalView } from "@slack/types";
import type { Desk } from "./desk.ts";
import type { OpenView } from "./protocol.ts";
import type { StateValues } from "./protocol-requests.ts";
import type { StoredView } from "./records.ts";
import { keptState } from "./view-state.ts";

export const DEEPEST_STACK = 3;

/** The person's open modals, undermost first. */
export function stackOf(desk: Desk, user: string): StoredView[] {
  return desk.workspace.views.get(user) ?? [];
}

/** Replaces the person's stack and shows it. */
export function setStack(desk: Desk, user: string, views: StoredView[]): void {
  desk.save({ kind: "views", user, views });
  desk.pages.tell({ kind: "views", views: views.map(openView) }, user);
}

/** A stored modal as the page has it. */
export function openView({ id, user, hash, view, errors }: StoredView): OpenView {
  return { id, user, hash, view: view as ModalView, ...(errors && { errors }) };
}

/** Makes a view that is put on top of `below`, or alone. */
export function newView(user: string, view: ModalView | HomeView, below?: StoredView): StoredView {
  const id = `V${randomBytes(5).toString("hex").toUpperCase()}`;
  return {
    id,
    user,
    hash: newHash(),
    external_id: view.external_id ?? "",
    root_view_id: below?.root_view_id ?? id,
    previous_view_id: below?.id ?? null,
    view,
    state: {},
  };
}

/** The same view with other content; what was typed into inputs that stay is kept. */
export function updatedView(stored: StoredView, view: ModalView | HomeView): StoredView {
  const { errors: _, ...kept } = stored;
  return { ...kept, view, hash: newHash(), external_id: view.external_id ?? "", state: keptState(stored.state, view) };
}

/** Puts an updated view in its place, in the stack or as Home. */
export function putView(desk: Desk, stored: StoredView): void {
  if (stored.view.type === "home") return putHome(desk, stored);
  const stack = stackOf(desk, stored.user);
  setStack(
    desk,
    stored.user,
    stack.map((each) => (each.id === stored.id ? stored : each)),
  );
}

/** Shows a Home tab. */
export function putHome(desk: Desk, stored: StoredView): void {
  desk.save({ kind: "home", view: stored });
  desk.pages.tell({ kind: "home", home: stored.view as HomeView }, stored.user);
}

/** Keeps what was typed, without a new hash and without telling the page, which has it already. */
export function rememberState(desk: Desk, stored: StoredView, state: StateValues): StoredView {
  const next = { ...stored, state: { ...stored.state, ...state } };
  if (stored.view.type === "home") desk.save({ kind: "home", view: next });
  else {
    const views = stackOf(desk, stored.user).map((each) => (each.id === stored.id ? next : each));
    desk.save({ kind: "views", user: stored.user, views });
  }
  return next;
}

/** An open modal or published Home, by what the app knows of it. */
export function findView(desk: Desk, by: { view_id?: string; external_id?: string }): StoredView | undefined {
  const all = [...desk.workspace.views.values()].flat().concat([...desk.workspace.homes.values()]);
  return all.find((each) =>
    by.view_id === undefined ? each.external_id !== "" && each.external_id === by.external_id : each.id === by.view_id,
  );
}

function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(6).toString("base64url")}`;
}
