/** The settings of a channel: what is switched off there, and the weekly digest. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import type { Feature } from "../school/channel-settings.ts";
import { actions, views } from "./actions.ts";
import { isAdmin } from "./admin.ts";
import type { Door } from "./door.ts";
import { channelForm } from "./views/channel.ts";
import { saidView } from "./views/disputes.ts";
import { zoneOf } from "./zone.ts";

const FEATURES: Feature[] = ["ask", "quiz", "lab"];
const TITLE = "Channel settings";
const NOT_YOURS =
  "Only the owner of a quiz schedule of this channel, whoever made the channel, or an admin can change its settings.";

export function listenToChannels(door: Door): void {
  const { app, school, client, identity } = door;
  const { team } = identity;

  app.action<BlockAction<ButtonAction>>(actions.channelSettings, async ({ ack, body }) => {
    await ack();
    const channel = body.channel?.id;
    if (!channel) return;
    const view = (await mayChange(door, channel, body.user.id))
      ? channelForm(channel, await school.channels.settings(team, channel))
      : saidView(TITLE, NOT_YOURS);
    await client.views.open({ trigger_id: body.trigger_id, view });
  });

  app.view(views.channelForm, async ({ ack, view, body }) => {
    const channel = view.private_metadata;
    if (!(await mayChange(door, channel, body.user.id)))
      return ack({ response_action: "update", view: saidView(TITLE, NOT_YOURS) });
    const { on } = formState.parse(view.state.values);
    const chosen = on.on.selected_options.map(({ value }) => value);
    const off = FEATURES.filter((feature) => !chosen.includes(feature));
    const digest = chosen.includes("digest");
    await school.channels.change(team, channel, { off, digest, zone: await zoneOf(door, body.user.id) });
    return ack({ response_action: "update", view: saidView(TITLE, "Saved.") });
  });
}

const formState = z.object({
  on: z.object({ on: z.object({ selected_options: z.array(z.object({ value: z.string() })) }) }),
});

async function mayChange(door: Door, channel: string, person: string): Promise<boolean> {
  const { school, client, identity } = door;
  const { channel: found } = await client.conversations.info({ channel });
  const changing = { id: person, isAdmin: await isAdmin(door, person) };
  return school.channels.mayChange(identity.team, channel, changing, found?.creator ?? "");
}
