/** "I think this is wrong" in Slack: the form, and the decision. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import type { Verdict } from "../school/disputes.ts";
import { actions, matching, views } from "./actions.ts";
import { isAdmin } from "./admin.ts";
import type { Door } from "./door.ts";
import { publishHome } from "./publish-home.ts";
import { inboundKey } from "./receive.ts";
import { caseView, disputeForm, saidView } from "./views/disputes.ts";

const TITLE = "I think this is wrong";
const SETTLED = "This is settled already, or not yours to decide.";

export function listenToDisputes(door: Door): void {
  const { app, school, client, identity } = door;
  const { team } = identity;

  app.action<BlockAction<ButtonAction>>(matching(actions.dispute), async ({ ack, body, action }) => {
    await ack();
    const quiz = await school.disputes.begin(team, body.user.id, action.value ?? "");
    const view =
      quiz === "again"
        ? saidView(TITLE, "You have said so already: it was sent to whoever decides.")
        : quiz
          ? disputeForm(quiz)
          : saidView(TITLE, "You have not answered this quiz, or it is gone.");
    await client.views.open({ trigger_id: body.trigger_id, view });
  });

  app.view(views.dispute, async ({ ack, view, body }) => {
    const { reason } = formState.parse(view.state.values);
    const said = (reason?.reason.value ?? "").trim();
    if (said === "") return ack({ response_action: "errors", errors: { reason: "Say in a few words what is wrong." } });
    const act = { key: keyOf(body), team, person: body.user.id, quiz: view.private_metadata };
    const outcome = await school.disputes.open({ ...act, reason: said });
    const text =
      outcome === "unknown"
        ? "You have not answered this quiz, or it is gone."
        : "Thank you: whoever posted the quiz, or an admin, looks at it. You are told what comes of it.";
    return ack({ response_action: "update", view: saidView(TITLE, text) });
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.lookAtDispute), async ({ ack, body, action }) => {
    await ack();
    const judge = { id: body.user.id, isAdmin: await isAdmin(door, body.user.id) };
    const found = await school.disputes.look(team, judge, action.value ?? "");
    const view = found ? caseView(found) : saidView("A disputed quiz", SETTLED);
    await client.views.open({ trigger_id: body.trigger_id, view });
  });

  app.view(views.ruling, async ({ ack, view, body }) => {
    const { verdict } = formState.parse(view.state.values);
    const chosen = verdictIn(verdict?.verdict.selected_option?.value ?? "");
    if (!chosen) return ack({ response_action: "errors", errors: { verdict: "Choose what is right." } });
    const judge = { id: body.user.id, isAdmin: await isAdmin(door, body.user.id) };
    const outcome = await school.disputes.settle(
      { key: keyOf(body), team, judge, quiz: view.private_metadata },
      chosen,
    );
    const text = outcome === "settled" ? "Decided. Everybody whom it concerns is told." : SETTLED;
    await ack({ response_action: "update", view: saidView("A disputed quiz", text) });
    await publishHome(door, body.user.id);
  });
}

const formState = z.object({
  reason: z.object({ reason: z.object({ value: z.string().nullish() }) }).optional(),
  verdict: z.object({ verdict: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }).optional(),
});

function verdictIn(value: string): Verdict | undefined {
  const [kind, id = ""] = value.split(" ");
  if (kind === "accept") return { kind, id };
  return kind === "keep" || kind === "void" ? { kind } : undefined;
}

function keyOf(body: object): string {
  return inboundKey({ ...body }) ?? "";
}
