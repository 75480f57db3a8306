/** From a page of a lesson to a question or a lab about it. A modal covers the chat, so the page says where to look. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { channelIn } from "./modal-channel.ts";
import { named, placeFor } from "./place.ts";
import { inboundKey } from "./receive.ts";
import { lessonView } from "./views/lesson.ts";

export function listenToLessonSteps(door: Door): void {
  const { app, school, identity } = door;

  app.action<BlockAction<ButtonAction>>(matching(actions.quizOnLesson), async ({ ack, body, action }) => {
    await ack();
    const section = action.value ?? "";
    const [topic = ""] = section.split("#");
    const person = body.user.id;
    const place = await placeFor(door, body.user.id, channelIn(body.view), "quiz");
    const asked = { key: keyOf(body), team: identity.team, ...place, owner: person, audience: person, topic };
    if (await school.quiz.now(asked)) await tell(door, body, section, `A question for you waits in ${named(place)}.`);
    else await tell(door, body, section, "There is no question about this lesson yet.");
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.labOnLesson), async ({ ack, body, action }) => {
    await ack();
    const [scenario = "", section = ""] = (action.value ?? "").split(" ");
    const place = await placeFor(door, body.user.id, channelIn(body.view), "lab");
    const asked = { key: keyOf(body), team: identity.team, channel: place.channel, person: body.user.id, scenario };
    if (await school.lab.start(asked))
      await tell(door, body, section, `The lab opens in ${named(place)}: its thread is the cluster.`);
    else await tell(door, body, section, "That scenario is no longer there.");
  });
}

/** Redraws the page with a word on what was done. */
async function tell({ school, client }: Door, body: BlockAction, section: string, notice: string): Promise<void> {
  const page = school.reading.page(section);
  const { view } = body;
  if (!page || view?.type !== "modal") return;
  await client.views.update({ view_id: view.id, view: lessonView(page, { channel: channelIn(view), notice }) });
}

function keyOf(body: BlockAction): string {
  return inboundKey({ ...body }) ?? "";
}
