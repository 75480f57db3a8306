// Checks a modal or a Home as Slack does before it shows it.
import type { HomeView, ModalView } from "@slack/types";
import { z } from "zod";
import { blockComplaints, issueComplaints, withIds } from "./blocks/check.ts";
import { plain } from "./blocks/pieces.ts";
import type { AnyBlock } from "./protocol.ts";

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const home = z.strictObject({ type: z.literal("home"), ...common });

const modal = z.strictObject({
  type: z.literal("modal"),
  ...common,
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

export type ReadView = { kind: "right"; view: ModalView | HomeView } | { kind: "wrong"; complaints: string[] };

/** The view with ids in its blocks, or what is wrong with it. */
export function readView(value: unknown, type: "modal" | "home"): ReadView {
  const parsed = (type === "modal" ? modal : home).safeParse(value, { reportInput: true });
  if (!parsed.success) {
    return { kind: "wrong", complaints: parsed.error.issues.flatMap((issue) => issueComplaints(issue, "/view")) };
  }
  const complaints = [...blockComplaints(parsed.data.blocks, type, "/view/blocks"), ...lacksSubmit(parsed.data)];
  if (complaints.length > 0) return { kind: "wrong", complaints };
  const view = { ...parsed.data, blocks: withIds(parsed.data.blocks as AnyBlock[]) };
  return { kind: "right", view: view as ModalView | HomeView };
}

function lacksSubmit(view: { type: string; blocks: unknown[]; submit?: unknown }): string[] {
  const asks = view.blocks.some((block) => (block as { type: string }).type === "input");
  return asks && view.type === "modal" && view.submit === undefined
    ? ["[ERROR] missing required field: submit is needed when the view has input blocks [json-pointer:/view]"]
    : [];
}
