/** The weekly digest of a channel that wants one: owed on Monday, when there was a quiz in the week. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { dueSlots } from "../quiz/catch-up.ts";
import { digestOf } from "../quiz/digest.ts";
import { WEEK_MS } from "../quiz/team-week.ts";
import { digestTimetable } from "./channels.ts";
import { createQuestionBank } from "./question-bank.ts";
import type { Records, Store } from "./store.ts";

type Due = Awaited<ReturnType<Records["channels"]["dueDigests"]>>[number];

export function createDigestRoom(parts: { store: Store; library: Library; clock: Clock; wake: () => void }) {
  const { store, library, clock, wake } = parts;
  const items = new Map((createQuestionBank(library).about("") ?? []).map((item) => [item.id, item]));

  async function digest(records: Records, { team, channel, ...settings }: Due): Promise<void> {
    const now = clock.now();
    const due = dueSlots(digestTimetable(settings.zone), settings.digestAt, now);
    await records.channels.set(team, channel, { ...settings, digestAt: due.nextRunAt });
    const [slot] = due.posts;
    if (slot === undefined) return;
    const [history, answers, schedules] = [
      await records.quizzes.history(team, channel),
      await records.quizzes.answersIn(team, channel, now - 5 * WEEK_MS),
      await records.quizzes.schedulesIn(team, channel),
    ];
    const found = digestOf(history, answers, now);
    if (found.posted === 0) return;
    const hardest = found.hardest && items.get(found.hardest.question);
    const section = hardest && library.findSection(hardest.section);
    const runs = schedules.flatMap(({ paused, nextRunAt }) => (paused ? [] : [nextRunAt]));
    await records.outbox.owe({
      id: `digest:${team}:${channel}:${slot}`,
      team,
      destination: { kind: "message", channel },
      content: {
        kind: "digest",
        digest: found,
        ...(section ? { section: { id: section.id, heading: section.heading } } : {}),
        ...(runs.length > 0 ? { nextAt: Math.min(...runs) } : {}),
      },
    });
  }

  return {
    /** Owes what is due. Called with every tick. */
    async tick(): Promise<void> {
      await store.transaction(async (records) => {
        for (const due of await records.channels.dueDigests(clock.now())) await digest(records, due);
      });
      wake();
    },
  };
}
