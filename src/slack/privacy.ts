/** "Export my data" and "Delete my data" in App Home. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { Subject } from "../school/personal.ts";
import { actions, matching, views } from "./actions.ts";
import type { Door } from "./door.ts";
import { directWith } from "./place.ts";
import { publishHome } from "./publish-home.ts";
import { deleteView, deletedView, exportView } from "./views/privacy.ts";

export function listenToPrivacy(door: Door): void {
  const { app, school, client } = door;

  app.action<BlockAction<ButtonAction>>(matching(actions.exportData), async ({ ack, body, action }) => {
    await ack();
    const json = await school.privacy.exported(await subjectOf(door, body.user.id));
    const view = exportView(json, Number(action.value ?? "1"));
    if (body.view?.type === "modal") await client.views.update({ view_id: body.view.id, view });
    else await client.views.open({ trigger_id: body.trigger_id, view });
  });

  app.action<BlockAction<ButtonAction>>(actions.deleteData, async ({ ack, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: deleteView() });
  });

  app.view(views.deleteData, async ({ ack, body }) => {
    const forgotten = await school.privacy.forget(await subjectOf(door, body.user.id));
    await ack({ response_action: "update", view: deletedView(forgotten) });
    await publishHome(door, body.user.id, "Your data is deleted.");
  });
}

async function subjectOf(door: Door, person: string): Promise<Subject> {
  const { channel } = await directWith(door, person);
  return { team: door.identity.team, person, direct: channel };
}
