/** App Home, and the welcome to a channel. */
import type { Door } from "./door.ts";
import { publishHome } from "./publish-home.ts";

export function listenToHome(door: Door): void {
  const { app, school, identity } = door;
  app.event("app_home_opened", async ({ event }) => {
    if (event.tab === "home") await publishHome(door, event.user);
  });

  app.event("member_joined_channel", async ({ event }) => {
    if (event.user === identity.botUser) await school.welcome(identity.team, event.channel);
  });
}
