/** What a channel wants of Shipmate: each way of learning can be switched off there, and a weekly digest on. */
import type { Clock } from "../clock.ts";
import { nextRuns } from "../quiz/timetable.ts";
import type { Feature } from "./channel-settings.ts";
import { knownZone } from "./known-zone.ts";
import type { Changing } from "./schedules.ts";
import type { Records, Store } from "./store.ts";

/** Monday at nine, by the zone of whoever wanted it. */
export function digestTimetable(zone: string) {
  return { hour: 9, minute: 0, zone, weekdays: [1] };
}

export function createChannelRoom({ store, clock }: { store: Store; clock: Clock }) {
  return {
    settings: (team: string, channel: string) => store.channels.find(team, channel),

    /** Whether something is switched off in a channel. */
    async isOff(team: string, channel: string, feature: Feature): Promise<boolean> {
      return isOffIn(store, team, channel, feature);
    },

    /** The owner of one of its schedules may change a channel, whoever made it (`creator`), and admins. */
    async mayChange(team: string, channel: string, person: Changing, creator: string): Promise<boolean> {
      if (person.isAdmin || creator === person.id) return true;
      return (await store.quizzes.schedulesIn(team, channel)).some(({ owner }) => owner === person.id);
    },

    /** A digest that was wanted already keeps its time. */
    async change(
      team: string,
      channel: string,
      wanted: { off: Feature[]; digest: boolean; zone: string },
    ): Promise<void> {
      const { off, digest } = wanted;
      const zone = knownZone(wanted.zone);
      const now = await store.channels.find(team, channel);
      const [first = 0] = nextRuns(digestTimetable(zone), clock.now(), 1);
      const when = now.digestAt > 0 ? { digestAt: now.digestAt, zone: now.zone } : { digestAt: first, zone };
      await store.channels.set(team, channel, { ...when, off, ...(digest ? {} : { digestAt: 0 }) });
    },
  };
}

export async function isOffIn(
  { channels }: Pick<Records, "channels">,
  team: string,
  channel: string,
  feature: Feature,
): Promise<boolean> {
  return (await channels.find(team, channel)).off.includes(feature);
}
