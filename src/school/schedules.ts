/** The schedules of a channel's quizzes: read from a form, kept, changed by their owners. */
import type { Clock } from "../clock.ts";
import { dueSlots } from "../quiz/catch-up.ts";
import { type Timetable, nextRuns, parseTimetable } from "../quiz/timetable.ts";
import type { Schedule, Skipped } from "./quizzes.ts";
import type { Records, Store } from "./store.ts";

/** Who wants to change a schedule. */
export type Changing = { id: string; isAdmin: boolean };

/** What a form says. */
export type WantedSchedule = Omit<Schedule, "nextRunAt" | "paused">;

/** So many skipped runs of a channel are told. */
const SKIPPED = 20;

export function createScheduleRoom({ store, clock }: { store: Store; clock: Clock }) {
  const nextOf = (timetable: Timetable) => nextRuns(timetable, clock.now(), 1)[0] ?? 0;

  /** Runs again from the next run on; what fell into the pause is written down. One that runs already goes on as it does. */
  async function resume({ quizzes }: Records, { id, timetable, nextRunAt, paused }: Schedule): Promise<void> {
    if (paused === "") return;
    const { posts, skipped } = dueSlots(timetable, nextRunAt, clock.now(), "none");
    const slots = [...skipped.map(({ slot }) => slot), ...posts];
    await quizzes.skipped(
      id,
      slots.map((slot) => ({ slot, reason: `it was paused: ${paused}` })),
    );
    await quizzes.advance(id, nextOf(timetable));
    await quizzes.pause(id, "");
  }

  return {
    /** Reads a form's time, zone, days and hours; problems are by field, for the person who filled it in. */
    read: parseTimetable,

    preview: (timetable: Timetable, count = 3) => nextRuns(timetable, clock.now(), count),

    async schedule(wanted: WantedSchedule): Promise<void> {
      await store.quizzes.addSchedule({ ...wanted, nextRunAt: nextOf(wanted.timetable), paused: "" });
    },

    /** The schedules of a channel, and what they skipped lately. */
    async listIn(team: string, channel: string): Promise<{ schedules: Schedule[]; skipped: Skipped[] }> {
      const schedules = await store.quizzes.schedulesIn(team, channel);
      const ids = schedules.map(({ id }) => id);
      return { schedules, skipped: await store.quizzes.skippedLately(ids, SKIPPED) };
    },

    /** A schedule that `person` may change: its owner does, and admins. */
    async scheduleFor(id: string, person: Changing): Promise<Schedule | undefined> {
      const schedule = await store.quizzes.findSchedule(id);
      return schedule && (schedule.owner === person.id || person.isAdmin) ? schedule : undefined;
    },

    /** Replaces what a schedule says; whose it is, where it posts and whether it rests stays. False when it is not theirs, or gone. */
    async reschedule(person: Changing, wanted: WantedSchedule): Promise<boolean> {
      return store.transaction(async ({ quizzes }) => {
        const schedule = await quizzes.findSchedule(wanted.id);
        if (!schedule || (schedule.owner !== person.id && !person.isAdmin)) return false;
        const { team, channel, owner, paused } = schedule;
        const kept = { team, channel, owner, paused };
        await quizzes.changeSchedule({ ...wanted, ...kept, nextRunAt: nextOf(wanted.timetable) });
        return true;
      });
    },

    /** Pauses, resumes or removes a schedule, if `person` is its owner or an admin. */
    async change(id: string, person: Changing, deed: "pause" | "resume" | "remove"): Promise<Schedule | undefined> {
      return store.transaction(async (records) => {
        const { quizzes } = records;
        const schedule = await quizzes.findSchedule(id);
        if (!schedule || (schedule.owner !== person.id && !person.isAdmin)) return undefined;
        if (deed === "remove") await quizzes.removeSchedule(id);
        if (deed === "pause") await quizzes.pause(id, "by its owner, or an admin");
        if (deed === "resume") await resume(records, schedule);
        return schedule;
      });
    },
  };
}
