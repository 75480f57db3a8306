/** Puts a person's App Home in its present state. */
import { isAdmin } from "./admin.ts";
import type { Door } from "./door.ts";
import { homeView } from "./views/home.ts";
import { zoneOf } from "./zone.ts";

/** `notice` says what a press has just done. One after the other: what was read last is shown last. */
export function publishHome(door: Door, person: string, notice = ""): Promise<void> {
  return door.inTurn(`home ${person}`, () => publish(door, person, notice));
}

async function publish(door: Door, person: string, notice: string): Promise<void> {
  const { school, client, identity } = door;
  const { team } = identity;
  const [isOne, channels] = await Promise.all([isAdmin(door, person), channelsOf(door, person)]);
  const [shelves, about, gaps] = await Promise.all([
    school.reading.shelves(team, person),
    school.home.about(team, { id: person, isAdmin: isOne }, channels),
    isOne ? school.ask.gaps(team) : [],
  ]);
  await client.views.publish({ user_id: person, view: homeView(shelves, about, notice, gaps) });
  // People travel: whoever is reminded, is so at nine where they are now.
  if (about.standing.isReminded) await school.reminders.noteZone(team, person, await zoneOf(door, person));
}

/** The channels that a person and the bot are both in; none where Slack does not say. */
async function channelsOf({ client, log }: Door, person: string): Promise<string[]> {
  try {
    const types = "public_channel,private_channel";
    const { channels = [] } = await client.users.conversations({ user: person, types, limit: 200 });
    return channels.flatMap(({ id }) => (id ? [id] : []));
  } catch (error) {
    log.debug({ err: error }, "users.conversations");
    return [];
  }
}
