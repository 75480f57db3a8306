/** App Home, and the welcome to a channel. */
import type { Door } from "./door.ts";
import { homeView } from "./views/home.ts";

export function listenToHome({ app, school, client, identity }: Door): void {
  app.event("app_home_opened", async ({ event }) => {
    if (event.tab !== "home") return;
    const shelves = await school.reading.shelves(identity.team, event.user);
    await client.views.publish({ user_id: event.user, view: homeView(shelves) });
  });

  app.event("member_joined_channel", async ({ event }) => {
    if (event.user === identity.botUser) await school.welcome(identity.team, event.channel);
  });
}
