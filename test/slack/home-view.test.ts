// App Home with everything in it: what Slack would take, for every question of the bank, open and answered.
import { describe, expect, test } from "@jest/globals";
import { readView } from "../../src/local-slack/view-check.ts";
import type { Question } from "../../src/knowledge/types.ts";
import { optionOrder } from "../../src/quiz/pick.ts";
import { grade } from "../../src/quiz/grade.ts";
import { createQuestionBank } from "../../src/school/question-bank.ts";
import type { AboutPerson } from "../../src/school/home.ts";
import type { HomeReview } from "../../src/school/home-reviews.ts";
import { createReadingRoom } from "../../src/school/learn.ts";
import type { Quiz, Schedule } from "../../src/school/quizzes.ts";
import { homeView } from "../../src/slack/views/home.ts";
import { formPlace, quizForm } from "../../src/slack/views/quiz-form.ts";
import { buttons } from "../support/blocks.ts";
import { library, openRooms } from "../school/rooms.ts";

const bank = createQuestionBank(library);
const asked = (bank.about("") ?? []).map((item): Question => bank.draw(item, `seed of ${item.id}`));

const quizOf = (question: Question): Quiz => ({
  id: `review:home:T1:U1:${question.section}:1790000000000`,
  team: "T1",
  channel: "",
  schedule: "",
  owner: "U1",
  audience: "U1",
  question,
  order: optionOrder(question, question.id),
  postedAt: 1,
  closesAt: 2,
  closed: false,
});
const answered = (quiz: Quiz, guessed = false): HomeReview => {
  const reply = { kind: "unsure" } as const;
  return { kind: "answered", quiz, grade: grade(quiz.question, reply), guessed };
};

const schedule: Schedule = {
  id: "s",
  team: "T1",
  channel: "C1",
  owner: "U1",
  timetable: { hour: 9, minute: 30, zone: "Europe/Berlin", weekdays: [1, 2, 3, 4, 5] },
  track: "",
  openFor: 1,
  nextRunAt: 1,
  paused: "",
};
const many = <T>(value: T, length = 30) => Array.from({ length }, () => value);
const quiz = quizOf(asked[0]!);
/** As much as can be at once. */
const full = (review: HomeReview | undefined): AboutPerson => ({
  standing: { due: 12, nextAt: undefined, learnt: 40, isReminded: true, remindedAt: 9 },
  review,
  mastery: new Map(library.lessons.map(({ id }) => [id, 0.5])),
  streak: 7,
  isNamed: true,
  labs: many({ id: "l", channel: "C1", title: "x".repeat(80), startedAt: 1 }, 5),
  next: many(schedule),
  resting: many({ ...schedule, paused: "I was out of the workspace (account_inactive)" }),
  waiting: many({ quiz, count: 3 }),
  items: many({
    id: "q",
    lesson: "l",
    stem: "s",
    count: 40,
    share: 0.1,
    discrimination: 0,
    distractors: [],
    disputeRate: 0.5,
    flags: ["hardly anybody is right"],
  }),
});

async function shelves() {
  const rooms = await openRooms(1);
  const reading = createReadingRoom({
    records: rooms.store.reading,
    library,
    clock: { now: rooms.now, onMove: () => () => {}, close: () => {} },
  });
  const found = await reading.shelves("T1", "U1");
  await rooms.close();
  return found;
}
const shown = await shelves();

test.each(["open", "answered"] as const)("with any question of the bank, %s, it is what Slack takes", (kind) => {
  expect(asked.length).toBeGreaterThan(300);
  for (const question of asked) {
    const one = quizOf(question);
    const review: HomeReview = kind === "open" ? { kind, quiz: one } : answered(one);
    const view = homeView(shown, full(review), "A notice.");
    expect({ id: question.id, ...readView(view, "home") }).toEqual({
      id: question.id,
      kind: "right",
      view: expect.anything(),
    });
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(view.private_metadata).toBeUndefined();
    expect(buttons(view.blocks as never).some(({ action_id: id }) => id === "dispute")).toBe(kind === "answered");
  }
});

describe("the card", () => {
  const ids = (review: HomeReview | undefined) =>
    buttons(homeView(shown, full(review)).blocks as never).map(({ action_id: id, value }) => `${id} ${value}`);

  test("goes on from the question that stands there", () => {
    expect(ids(answered(quiz))).toContain(`next-review ${quiz.id}`);
    expect(ids({ kind: "open", quiz }).some((id) => id.startsWith("next-review"))).toBe(false);
  });

  test("lets a right answer be called a guess, once", () => {
    const right: HomeReview = {
      kind: "answered",
      quiz,
      grade: { correct: true, feedback: "Yes.", partly: "", reply: { kind: "option", option: 0 }, said: "" },
      guessed: false,
    };
    expect(ids(right)).toContain(`guessed ${quiz.id}`);
    const blocks = JSON.stringify(homeView(shown, full({ ...right, guessed: true })).blocks);
    expect(blocks).toContain("Noted as a guess");
    expect(blocks).not.toContain('"action_id":"guessed"');
  });

  test("shows the question and all its options beside what became of the answer", () => {
    const single = asked.find((question) => question.type === "single" && !question.stem.includes("`"))!;
    const text = JSON.stringify(homeView(shown, full(answered(quizOf(single)))).blocks);
    for (const letter of ["A", "B", "C"]) expect(text).toContain(`*${letter}.* `);
    expect(text).toContain("*Right is:*");
  });
});

test("a form knows whether App Home shows what came of it", () => {
  expect(formPlace(quizForm(quiz, true).private_metadata ?? "")).toEqual({ quiz: quiz.id, isInPlace: true });
  expect(formPlace(quizForm(quiz).private_metadata ?? "")).toEqual({ quiz: quiz.id, isInPlace: false });
});
