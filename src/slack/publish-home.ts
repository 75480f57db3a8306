/** Puts a person's App Home in its present state. */
import type { Door } from "./door.ts";
import { homeView } from "./views/home.ts";

export async function publishHome({ school, client, identity }: Door, person: string): Promise<void> {
  const shelves = await school.reading.shelves(identity.team, person);
  await client.views.publish({ user_id: person, view: homeView(shelves) });
}
