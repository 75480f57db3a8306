/** App Home, and the welcome to a channel. */
import type { BlockAction, ButtonAction } from "@slack/bolt";
import { actions, matching } from "./actions.ts";
import type { Door } from "./door.ts";
import { publishHome } from "./publish-home.ts";

export function listenToHome(door: Door): void {
  const { app, school, identity } = door;
  app.event("app_home_opened", async ({ event }) => {
    if (event.tab === "home") await publishHome(door, event.user);
  });

  app.action<BlockAction<ButtonAction>>(matching(actions.nameInStandings), async ({ ack, body, action }) => {
    await ack();
    await school.home.setNamed(identity.team, body.user.id, action.value === "on");
    await publishHome(door, body.user.id);
  });

  app.event("member_joined_channel", async ({ event }) => {
    if (event.user === identity.botUser) await school.welcome(identity.team, event.channel);
  });
}
