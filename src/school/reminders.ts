/** The daily reminder of reviews: a direct message at an hour of their day, nine o'clock unless they chose another, for those who want it, when something is due. */
import type { Clock } from "../clock.ts";
import { dueSlots } from "../quiz/catch-up.ts";
import { offsetMs } from "../quiz/local-time.ts";
import { nextRuns } from "../quiz/timetable.ts";
import { knownZone } from "./known-zone.ts";
import type { Reminder } from "./memories.ts";
import type { Records, Store } from "./store.ts";

/** The hour of a person's day at which they are reminded. */
export const REMINDED_AT = 9;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export function createReminderRoom(parts: {
  store: Store;
  clock: Clock;
  wake: () => void;
  /** How many reviews are due for somebody. */
  dueReviews: (records: Records, team: string, person: string) => Promise<number>;
}) {
  const { store, clock, wake, dueReviews } = parts;

  /** One reminder whose hour has come: owed once a local day, and only when something is due. */
  async function remind(records: Records, reminder: Reminder): Promise<void> {
    const { team, person, channel, zone, nextAt, hour } = reminder;
    const slots = dueSlots(timetableIn(zone, hour), nextAt, clock.now());
    await records.memories.changeReminder({ ...reminder, nextAt: slots.nextRunAt });
    const [slot] = slots.posts;
    if (slot === undefined) return;
    const due = await dueReviews(records, team, person);
    if (due === 0) return;
    await records.outbox.owe({
      id: `reviews:${team}:${person}:${localDay(zone, slot)}`,
      team,
      destination: { kind: "message", channel },
      content: { kind: "reviews", team, person, due },
    });
  }

  function startingNow(wanted: Omit<Reminder, "nextAt">): Reminder {
    const zone = knownZone(wanted.zone);
    const [nextAt = 0] = nextRuns(timetableIn(zone, wanted.hour), clock.now(), 1);
    return { ...wanted, zone, nextAt };
  }

  return {
    /** Turns the daily direct message on: in its channel, by the zone in which Slack knows the person (UTC for one unknown to us). */
    async start(wanted: Omit<Reminder, "nextAt">): Promise<void> {
      await store.memories.setReminder(startingNow(wanted));
    },

    /** Chooses another hour, 0 to 23, if they are reminded. */
    async setHour(team: string, person: string, hour: number): Promise<void> {
      const reminder = await store.memories.reminder(team, person);
      if (reminder) await store.memories.changeReminder(startingNow({ ...reminder, hour }));
    },

    stop: (team: string, person: string) => store.memories.removeReminder(team, person),

    /** Takes note of the zone that a person is in now, if they are reminded. */
    async noteZone(team: string, person: string, zone: string): Promise<void> {
      const reminder = await store.memories.reminder(team, person);
      if (reminder && reminder.zone !== knownZone(zone))
        await store.memories.changeReminder(startingNow({ ...reminder, zone }));
    },

    /** Reminds whoever wants it at their hour. Called with every tick. */
    async tick(): Promise<void> {
      await store.transaction(async (records) => {
        for (const reminder of await records.memories.dueReminders(clock.now())) await remind(records, reminder);
      });
      wake();
    },
  };
}

function timetableIn(zone: string, hour = REMINDED_AT) {
  return { hour, minute: 0, zone, weekdays: EVERY_DAY };
}

/** YYYY-MM-DD on the calendar of a zone. */
function localDay(zone: string, instant: number): string {
  return new Date(instant + offsetMs(zone, instant)).toISOString().slice(0, 10);
}
