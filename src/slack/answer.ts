/** What hangs on an answer: its passages and its thumbs. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { passagesView } from "./views/passages.ts";

export function listenToAnswers({ app, school, client }: Door): void {
  app.action<BlockAction<ButtonAction>>(matching(actions.showPassages), async ({ ack, body, action }) => {
    await ack();
    const record = await school.ask.find(action.value ?? "");
    const citations = record?.answer.kind === "answer" ? record.answer.citations : [];
    if (citations.length > 0) await client.views.open({ trigger_id: body.trigger_id, view: passagesView(citations) });
  });

  app.action<BlockAction<ButtonAction>>(actions.thumb, async ({ ack, body, action }) => {
    await ack();
    const [way, ...id] = (action.value ?? "").split(" ");
    if (way !== "up" && way !== "down") return;
    const kept = await school.ask.thumb(id.join(" "), way);
    if (!kept || !body.channel) return;
    const threadTs = body.message?.["thread_ts"] as string | undefined;
    await client.chat.postEphemeral({
      channel: body.channel.id,
      user: body.user.id,
      ...(threadTs ? { thread_ts: threadTs } : {}),
      text: way === "up" ? "Thank you, noted." : "Thank you, noted. The authors will look at it.",
    });
  });
}
