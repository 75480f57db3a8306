/** What hangs on an answer: its passages, the longer one, and its thumbs. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { privately } from "./privately.ts";
import { inboundKey } from "./receive.ts";
import { passagesView } from "./views/passages.ts";

export function listenToAnswers({ app, school, client, identity }: Door): void {
  app.action<BlockAction<ButtonAction>>(matching(actions.showPassages), async ({ ack, body, action }) => {
    await ack();
    const record = await school.ask.find(action.value ?? "");
    const citations = record?.answer.kind === "answer" ? record.answer.citations : [];
    if (citations.length > 0)
      await client.views.open({ trigger_id: body.trigger_id, view: passagesView(citations, body.channel?.id) });
  });

  app.action<BlockAction<ButtonAction>>(actions.more, async ({ ack, body, action }) => {
    await ack();
    const destination = privately(body);
    const key = inboundKey(body as unknown as Record<string, unknown>);
    if (destination && key) await school.ask.more(key, { id: action.value ?? "", person: body.user.id }, destination);
  });

  app.action<BlockAction<ButtonAction>>(actions.thumb, async ({ ack, body, action }) => {
    await ack();
    const [way, ...id] = (action.value ?? "").split(" ");
    if (way !== "up" && way !== "down") return;
    const kept = await school.ask.thumb(id.join(" "), way);
    const destination = privately(body);
    if (!kept || !destination) return;
    const text = way === "up" ? "Thank you, noted." : "Thank you, noted. The authors will look at it.";
    const key = inboundKey(body as unknown as Record<string, unknown>);
    await school.say({ id: `reply:${key}`, team: identity.team, destination, content: { kind: "note", text } });
  });
}
