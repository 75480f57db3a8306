// views.*: modals and the Home tab.
import type { HomeView, ModalView } from "@slack/types";
import { z } from "zod";
import type { Desk } from "../desk.ts";
import type { StoredView } from "../records.ts";
import { readView } from "../view-check.ts";
import { viewOutput } from "../view-output.ts";
import { DEEPEST_STACK, findView, newView, putHome, putView, setStack, stackOf, updatedView } from "../views.ts";
import type { Trigger } from "../triggers.ts";
import { method, refuse, refuseWith, text, type Method } from "./method.ts";

const view = z.looseObject({});
const triggered = { trigger_id: text.optional(), interactivity_pointer: text.optional(), view };

export const viewMethods: Record<string, Method> = {
  "views.open": method({
    args: triggered,
    run(desk, args) {
      const { id, trigger } = findTrigger(desk, args);
      const opened = newView(trigger.user, checked(desk, args.view, "modal"));
      desk.triggers.spend(id);
      setStack(desk, trigger.user, [opened]);
      return { view: viewOutput(desk, opened) };
    },
  }),

  "views.push": method({
    args: triggered,
    run(desk, args) {
      const { id, trigger } = findTrigger(desk, args);
      const stack = stackOf(desk, trigger.user);
      const below = stack.at(-1);
      if (!below || trigger.view_id === null) return refuse("not_found");
      if (stack.length >= DEEPEST_STACK) refuse("push_limit_reached");
      const pushed = newView(trigger.user, checked(desk, args.view, "modal"), below);
      desk.triggers.spend(id);
      setStack(desk, trigger.user, [...stack, pushed]);
      return { view: viewOutput(desk, pushed) };
    },
  }),

  "views.update": method({
    args: { view_id: text.optional(), external_id: text.optional(), hash: text.optional(), view },
    run(desk, { view_id, external_id, hash, view: next }) {
      const by = { ...(view_id !== undefined && { view_id }), ...(external_id !== undefined && { external_id }) };
      const stored = findView(desk, by) ?? refuse("not_found");
      if (hash && hash !== stored.hash) refuse("hash_conflict");
      const after = updatedView(stored, checked(desk, next, stored.view.type as "modal" | "home", stored));
      putView(desk, after);
      return { view: viewOutput(desk, after) };
    },
  }),

  "views.publish": method({
    args: { user_id: text, view, hash: text.optional() },
    run(desk, { user_id, hash, view: next }) {
      if (!desk.manifest.hasHome) refuse("not_enabled");
      if (!desk.workspace.people.has(user_id)) refuseWith("invalid_arguments", ["[ERROR] user not found: user_id"]);
      const stored = desk.workspace.homes.get(user_id);
      if (hash && stored && hash !== stored.hash) refuse("hash_conflict");
      const content = checked(desk, next, "home", stored);
      const after = stored ? updatedView(stored, content) : newView(user_id, content);
      putHome(desk, after);
      return { view: viewOutput(desk, after) };
    },
  }),
};

function findTrigger(
  desk: Desk,
  args: { trigger_id?: string | undefined; interactivity_pointer?: string | undefined },
): { id: string; trigger: Trigger } {
  const id = args.trigger_id ?? args.interactivity_pointer;
  if (id === undefined) return refuseWith("invalid_arguments", ["[ERROR] missing required field: trigger_id"]);
  const trigger = desk.triggers.find(id);
  return typeof trigger === "string" ? refuse(trigger) : { id, trigger };
}

function checked(desk: Desk, value: object, type: "modal" | "home", self?: StoredView): ModalView | HomeView {
  if (JSON.stringify(value).length > 250_000) refuse("view_too_large");
  const read = readView(value, type);
  if (read.kind === "wrong") return refuseWith("invalid_arguments", read.complaints);
  const { external_id } = read.view;
  const other = external_id ? findView(desk, { external_id }) : undefined;
  if (other && other.id !== self?.id) refuse("duplicate_external_id");
  return read.view;
}
