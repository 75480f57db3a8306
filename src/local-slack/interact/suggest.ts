// A person types into a select whose options the app gives.
import { z } from "zod";
import { issueComplaints } from "../blocks/check.ts";
import { optionGroups, plainOption } from "../blocks/pieces.ts";
import { wrong, type Done } from "../control/answer.ts";
import type { Desk } from "../desk.ts";
import { findElement } from "../elements-in.ts";
import { noteProblem } from "../ground.ts";
import type { ControlRequests } from "../protocol-requests.ts";
import { findPlace, placeFields } from "./place.ts";
import { askApp, whoAndWhere } from "./ask-app.ts";

const LEAST_LETTERS = 3;

const answerSchema = z.union([
  z.looseObject({ options: z.array(plainOption).max(100) }),
  z.looseObject({ option_groups: optionGroups }),
]);

/** Asks the app for options; answers them. */
export async function suggest(desk: Desk, request: ControlRequests["suggest"]): Promise<Done> {
  const place = findPlace(desk, request);
  if ("ok" in place) return place;
  const { action_id, block_id, value } = request;
  const found = findElement(place.blocks, { action_id, block_id });
  if (!found?.element.type.endsWith("external_select")) {
    return wrong("no_such_element", `There is no select with action_id ${action_id} whose options the app gives.`);
  }
  const { min_query_length = LEAST_LETTERS } = found.element as { min_query_length?: number };
  if (value.length < min_query_length) return { ok: true, options: [] };
  const payload = {
    type: "block_suggestion",
    ...whoAndWhere(desk, request.user),
    ...placeFields(desk, place),
    action_id,
    block_id: found.block_id,
    value,
  };
  const envelope = { type: "interactive" as const, payload, accepts_response_payload: true };
  const acked = await askApp(desk, request.user, "Loading the options", envelope);
  if (!acked) return { ok: true, acknowledged: false, options: [] };
  const answer = answerSchema.safeParse(acked.payload, { reportInput: true });
  if (answer.success) return { ok: true, acknowledged: true, ...answer.data };
  const complaints = answer.error.issues.flatMap((issue) => issueComplaints(issue, "")).join("; ");
  noteProblem(desk, "block_suggestion", complaints);
  return wrong("invalid_options", `Slack shows no options for this answer: ${complaints}`);
}
