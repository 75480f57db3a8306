/** The schedules of a channel's quizzes: read from a form, kept, changed by their owners. */
import type { Clock } from "../clock.ts";
import { type Timetable, nextRuns, parseTimetable } from "../quiz/timetable.ts";
import type { Schedule } from "./quizzes.ts";
import type { Store } from "./store.ts";

/** Who wants to change a schedule. */
export type Changing = { id: string; isAdmin: boolean };

/** What a form says. */
export type WantedSchedule = Omit<Schedule, "nextRunAt" | "paused">;

export function createScheduleRoom({ store, clock }: { store: Store; clock: Clock }) {
  const nextOf = (timetable: Timetable) => nextRuns(timetable, clock.now(), 1)[0] ?? 0;

  return {
    /** Reads a form's time, zone, days and hours; problems are by field, for the person who filled it in. */
    read: parseTimetable,

    preview: (timetable: Timetable, count = 3) => nextRuns(timetable, clock.now(), count),

    async schedule(wanted: WantedSchedule): Promise<void> {
      await store.quizzes.addSchedule({ ...wanted, nextRunAt: nextOf(wanted.timetable), paused: "" });
    },

    schedulesIn: (team: string, channel: string) => store.quizzes.schedulesIn(team, channel),

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
      const schedule = await store.quizzes.findSchedule(id);
      if (!schedule || (schedule.owner !== person.id && !person.isAdmin)) return undefined;
      if (deed === "remove") await store.quizzes.removeSchedule(id);
      if (deed === "pause") await store.quizzes.pause(id, "paused by its owner");
      if (deed === "resume") {
        await store.quizzes.advance(id, nextOf(schedule.timetable));
        await store.quizzes.pause(id, "");
      }
      return schedule;
    },
  };
}
