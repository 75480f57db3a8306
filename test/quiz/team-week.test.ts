// How a channel does together: the goal, who is named, and weeks in a row.
import { describe, expect, test } from "@jest/globals";
import { type TeamAnswer, standingsOf, streakOf, teamWeek } from "../../src/quiz/team-week.ts";

const DAY = 24 * 3600_000;
const NOW = Date.UTC(2026, 8, 30, 12);
const ago = (days: number, person = "U1", correct = true): TeamAnswer => ({ person, correct, at: NOW - days * DAY });
const times = (count: number, answer: TeamAnswer) => Array.from({ length: count }, () => answer);

describe("a channel's week", () => {
  test("counts the last seven days, and asks for as many as in an average week before", () => {
    const answers = [...times(7, ago(8)), ...times(8, ago(15)), ago(0), ago(6.9, "U2", false), ago(7), ago(-1)];
    expect(teamWeek(answers, NOW)).toEqual({ answers: 2, right: 1, people: 2, goal: 8 });
  });

  test("begins with a small goal, which weeks without a quiz do not lower", () => {
    expect(teamWeek([], NOW)).toEqual({ answers: 0, right: 0, people: 0, goal: 5 });
    expect(teamWeek(times(20, ago(30)), NOW).goal).toBe(20);
    expect(teamWeek(times(20, ago(40)), NOW).goal).toBe(5);
  });
});

describe("standings", () => {
  const answers = [
    ...times(3, ago(1, "U1")),
    ...times(5, ago(1, "U2", false)),
    ...times(2, ago(2, "U2")),
    ...times(9, ago(2, "U3")),
    ago(29, "U1"),
  ];

  test("name those alone who want it, by right answers of four weeks", () => {
    expect(standingsOf(answers, new Set(["U1", "U2", "U9"]), NOW)).toEqual([
      { person: "U1", right: 3, answers: 3 },
      { person: "U2", right: 2, answers: 7 },
    ]);
  });

  test("are none while only one person wants them", () => {
    expect(standingsOf(answers, new Set(["U3"]), NOW)).toEqual([]);
    expect(standingsOf(answers, new Set(["U3", "U9"]), NOW)).toEqual([]);
  });
});

test("weeks in a row reach back from this one, or from the last if this one has just begun", () => {
  const at = (...days: number[]) => days.map((day) => NOW - day * DAY);
  expect(streakOf(at(), NOW)).toBe(0);
  expect(streakOf(at(0), NOW)).toBe(1);
  expect(streakOf(at(0, 8, 15, 29), NOW)).toBe(3);
  expect(streakOf(at(8, 15), NOW)).toBe(2);
  expect(streakOf(at(15, 22), NOW)).toBe(0);
});
