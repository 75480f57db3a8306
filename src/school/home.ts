/** What a person finds in App Home besides their lessons: how they stand, what comes next, and what waits for those who look after quizzes. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { type ItemStatistics, itemStatistics } from "../quiz/item-statistics.ts";
import { masteryOf } from "../quiz/mastery.ts";
import { WEEK_MS, streakOf } from "../quiz/team-week.ts";
import { conceptsOf } from "./concepts.ts";
import type { Judge, createDisputeRoom } from "./disputes.ts";
import type { LabBegun } from "./home-records.ts";
import type { HomeReview } from "./home-reviews.ts";
import { createQuestionBank } from "./question-bank.ts";
import type { Quiz, Schedule } from "./quizzes.ts";
import type { Standing, createReviewRoom } from "./reviews.ts";
import type { Store } from "./store.ts";

/** `mastery` is by lesson, 0 to 1; `streak` in weeks; `items` are what authors should look at, for admins. */
export type AboutPerson = {
  standing: Standing;
  review: HomeReview | undefined;
  mastery: Map<string, number>;
  streak: number;
  isNamed: boolean;
  labs: LabBegun[];
  next: Schedule[];
  /** Their own schedules that rest. */
  resting: Schedule[];
  waiting: { quiz: Quiz; count: number }[];
  items: ItemStatistics[];
};

/** A lab that nobody has touched for so long is not in progress any more. */
const LAB_MS = 4 * WEEK_MS;
/** Questions are judged, and weeks in a row counted, by the answers of half a year. */
const HALF_YEAR_MS = 26 * WEEK_MS;
/** What was reckoned so lately is shown again. */
const FRESH_MS = 3600_000;

export function createHomeRoom(parts: {
  store: Store;
  library: Library;
  clock: Clock;
  reviews: ReturnType<typeof createReviewRoom>;
  disputes: ReturnType<typeof createDisputeRoom>;
}) {
  const { store, library, clock, reviews, disputes } = parts;
  const byLesson = conceptsByLesson(library);
  let items: { at: number; flagged: ItemStatistics[] } | undefined;

  async function mastery(team: string, person: string): Promise<Map<string, number>> {
    const memories = new Map(
      (await store.memories.cards(team, person)).map(({ concept, memory }) => [concept, memory]),
    );
    if (memories.size === 0) return new Map();
    const now = clock.now();
    return new Map([...byLesson].map(([lesson, concepts]) => [lesson, masteryOf(concepts, memories, now)]));
  }

  /** Kept for an hour: it goes through every answer of the workspace. */
  async function flagged(): Promise<ItemStatistics[]> {
    const now = clock.now();
    if (!items || Math.abs(now - items.at) > FRESH_MS) {
      const all = itemStatistics(await store.quizzes.answersSince(now - HALF_YEAR_MS));
      items = { at: now, flagged: all.filter(({ flags }) => flags.length > 0) };
    }
    return items.flagged;
  }

  return {
    mastery,

    /** `channels` are those that the person is in. */
    async about(team: string, judge: Judge, channels: string[]): Promise<AboutPerson> {
      const { id: person, isAdmin } = judge;
      const now = clock.now();
      const review = await reviews.inHome(team, person);
      const [standing, known, answeredAt, isNamed, labs, schedules, waiting, flags] = await Promise.all([
        reviews.standing(team, person),
        mastery(team, person),
        store.quizzes.answeredAt(team, person, now - HALF_YEAR_MS),
        store.settings.standings(team, person),
        store.home.labsInProgress(team, person, now - LAB_MS),
        store.quizzes.schedules(team),
        disputes.waitingFor(team, judge),
        isAdmin ? flagged() : [],
      ]);
      const next = schedules
        .filter(({ channel, paused }) => channels.includes(channel) && !paused)
        .toSorted((a, b) => a.nextRunAt - b.nextRunAt);
      const resting = schedules.filter(({ owner, paused }) => owner === person && paused !== "");
      const streak = streakOf(answeredAt, now);
      return { standing, review, mastery: known, streak, isNamed, labs, next, resting, waiting, items: flags };
    },

    /** Whether somebody is named in standings. */
    setNamed: (team: string, person: string, wanted: boolean) => store.settings.setStandings(team, person, wanted),
  };
}

function conceptsByLesson(library: Library): Map<string, string[]> {
  const concepts = [...conceptsOf(createQuestionBank(library))];
  const pairs = concepts.flatMap(([concept, [item]]) => (item ? [{ lesson: item.lesson, concept }] : []));
  return new Map(
    [...Map.groupBy(pairs, ({ lesson }) => lesson)].map(([lesson, found]) => [
      lesson,
      found.map(({ concept }) => concept),
    ]),
  );
}
