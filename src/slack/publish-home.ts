/** Puts a person's App Home in its present state. */
import type { Door } from "./door.ts";
import { homeView } from "./views/home.ts";
import { zoneOf } from "./zone.ts";

/** `notice` says what a press has just done. */
export async function publishHome(door: Door, person: string, notice = ""): Promise<void> {
  const { school, client, identity } = door;
  const { team } = identity;
  const [shelves, standing] = await Promise.all([
    school.reading.shelves(team, person),
    school.reviews.standing(team, person),
  ]);
  await client.views.publish({ user_id: person, view: homeView(shelves, standing, notice) });
  // People travel: whoever is reminded, is so at nine where they are now.
  if (standing.isReminded) await school.reminders.noteZone(team, person, await zoneOf(door, person));
}
