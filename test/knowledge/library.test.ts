// The real library: it has no problems, and everything in it can be found and quoted.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { assembleLibrary } from "../../src/knowledge/library.ts";
import { printProblem } from "../../src/knowledge/problem.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import { LESSON, LESSON_FILE, TRACKS, lessonWith } from "./fixture.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

describe("the library", () => {
  test("has no problems", () => {
    expect(library.problems.map(printProblem)).toEqual([]);
    expect(library.lessons.length).toBeGreaterThan(0);
  });

  test("finds every lesson and section by id, and nothing else", () => {
    for (const lesson of library.lessons) {
      expect(library.findLesson(lesson.id)).toBe(lesson);
      for (const section of lesson.sections) expect(library.findSection(section.id)).toBe(section);
    }
    expect(library.findLesson("no-such-lesson")).toBeUndefined();
    expect(library.findSection("autoscaling#no-such-anchor")).toBeUndefined();
  });

  test("has cards with unique ids, whose sentences stand in their sections", () => {
    expect(new Set(library.cards.map(({ id }) => id)).size).toBe(library.cards.length);
    const strays = library.cards.filter(({ section, sentences, kind }) => {
      const text = kind === "term" ? sentences.join(" ") : library.findSection(section)!.text;
      return sentences.some((sentence) => !text.includes(sentence));
    });
    expect(strays).toEqual([]);
  });

  test("orders lessons as the tracks do", () => {
    const order = library.tracks.flatMap((track) => track.lessons);
    expect(library.lessons.map(({ id }) => id)).toEqual(order);
  });
});

test("a lesson that no track lists comes last, without a track", () => {
  const stray = { ...lessonWith(), id: "aaa" };
  const { lessons } = assembleLibrary({ lessons: [stray, lessonWith()], questions: [], terms: [], tracks: TRACKS });
  expect(lessons.map(({ id, track }) => [id, track])).toEqual([
    ["anchors", "sea"],
    ["aaa", ""],
  ]);
});

test("a folder that is not there is an empty library", () => {
  expect(readLibrary(join(import.meta.dirname, "nowhere"))).toMatchObject({ lessons: [], questions: [], problems: [] });
  expect(LESSON).toContain(LESSON_FILE.slice(18, -3));
});
