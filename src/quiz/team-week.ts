// How a channel does together, and those of its people who want to be named.

/** An answer to a channel's quiz. */
export type TeamAnswer = { person: string; correct: boolean; at: number };

/** Answers of the last seven days, how many of them are right, by how many people, and the goal: as many as in an average week before. */
export type TeamWeek = { answers: number; right: number; people: number; goal: number };

/** Right answers of the last four weeks. */
export type Place = { person: string; right: number; answers: number };

export const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** The goal is the mean of so many weeks before this one. */
const WEEKS_BEFORE = 4;
/** A channel that has only begun. */
const SMALLEST_GOAL = 5;
const MOST_PLACES = 5;

export function teamWeek(answers: TeamAnswer[], nowMs: number): TeamWeek {
  const weeks = Array.from({ length: WEEKS_BEFORE + 1 }, (_, ago) =>
    answers.filter(({ at }) => at <= nowMs - ago * WEEK_MS && at > nowMs - (ago + 1) * WEEK_MS),
  );
  const [now = [], ...before] = weeks;
  // Weeks in which nobody was asked anything (holidays, or before the first quiz) lower no goal.
  const active = before.filter(({ length }) => length > 0);
  const mean = active.reduce((sum, { length }) => sum + length, 0) / Math.max(1, active.length);
  return {
    answers: now.length,
    right: now.filter(({ correct }) => correct).length,
    people: new Set(now.map(({ person }) => person)).size,
    goal: Math.max(SMALLEST_GOAL, Math.ceil(mean)),
  };
}

/** Those who want it, by right answers of the last four weeks; nobody while only one wants it. Equals share a place in the order of their ids. */
export function standingsOf(answers: TeamAnswer[], wanting: Set<string>, nowMs: number): Place[] {
  const recent = answers.filter(({ person, at }) => wanting.has(person) && at > nowMs - WEEKS_BEFORE * WEEK_MS);
  const places = [...Map.groupBy(recent, ({ person }) => person)].map(([person, given]) => ({
    person,
    right: given.filter(({ correct }) => correct).length,
    answers: given.length,
  }));
  if (places.length < 2) return [];
  return places.toSorted((a, b) => b.right - a.right || (a.person < b.person ? -1 : 1)).slice(0, MOST_PLACES);
}

/** In how many weeks in a row, up to this one, somebody has answered anything. A week that has not had an answer yet breaks nothing. */
export function streakOf(answeredAt: number[], nowMs: number): number {
  const weeks = new Set(answeredAt.map((at) => Math.floor((nowMs - at) / WEEK_MS)));
  let week = weeks.has(0) ? 0 : 1;
  const first = week;
  while (weeks.has(week)) week++;
  return week - first;
}
