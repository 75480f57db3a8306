// A lesson is read page by page, and its single questions are looked up beside it.
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { divide } from "../../src/knowledge/single-questions.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import { createReadingRoom, pagesOf } from "../../src/school/learn.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const clock = { now: () => 1, onMove: () => () => {}, close: () => {} };

function room(of = library) {
  const marks = new Set<string>();
  const records = {
    mark: async ({ section }: { section: string }) => void marks.add(section),
    read: async () => marks,
  };
  return createReadingRoom({ records, library: of, clock });
}

const swarm = library.findLesson("docker-swarm")!;
const single = "docker-swarm#even-managers";

describe("the single questions of a lesson", () => {
  test("stand on no page that is read in order", () => {
    const read = pagesOf(swarm)
      .flat()
      .map(({ id }) => id);
    expect(read).not.toContain(single);
    expect(read).toContain("docker-swarm#confuse");
    // A lesson is something to read in one go.
    for (const lesson of library.lessons) expect([lesson.id, pagesOf(lesson).length <= 12]).toEqual([lesson.id, true]);
  });

  test("are offered on its last page, before the next lesson, and lead back to it", () => {
    const last = room().page(pagesOf(swarm).at(-1)![0]!.id)!;
    expect(last).toMatchObject({ part: "lesson", next: undefined, number: last.count });
    expect(last.singleQuestions?.count).toBeGreaterThan(100);
    const first = room().page(last.singleQuestions!.first)!;
    expect(first).toMatchObject({ part: "questions", number: 1, nextLesson: undefined, singleQuestions: undefined });
    expect(first.previous).toBe(last.section.id);
    expect(room().page(first.next!)).toMatchObject({ part: "questions", number: 2, previous: first.section.id });
    const begun = room().page("docker-swarm")!;
    expect(begun).toMatchObject({ part: "lesson", number: 1, singleQuestions: undefined });
  });

  test("open at the one that an answer cites, and count for nobody's progress", async () => {
    const reading = room();
    const page = reading.page(single)!;
    expect(page.section.id).toBe(single);
    await reading.markRead("T1", "U1", page.sections);
    const shelf = (await reading.shelves("T1", "U1"))
      .flatMap(({ lessons }) => lessons)
      .find(({ lesson }) => lesson.id === "docker-swarm");
    expect(shelf).toMatchObject({ read: 0, count: pagesOf(swarm).length });
  });

  test("a lesson that has none offers none", () => {
    const lessons = library.lessons.map((lesson) => ({ ...lesson, sections: divide(lesson).read }));
    const findLesson = (id: string) => lessons.find((lesson) => lesson.id === id);
    const last = room({ ...library, lessons, findLesson }).page(pagesOf(lessons[0]!).at(-1)![0]!.id)!;
    expect(last.singleQuestions).toBeUndefined();
  });
});
