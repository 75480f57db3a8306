// Everything there is to read can be opened in Slack, within Slack's limits.
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { readLibrary } from "../../src/knowledge/read.ts";
import { readView } from "../../src/local-slack/view-check.ts";
import { createReadingRoom, pagesOf } from "../../src/school/learn.ts";
import { homeView } from "../../src/slack/views/home.ts";
import { lessonView } from "../../src/slack/views/lesson.ts";
import { indexView } from "../../src/slack/views/shelves.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const records = { mark: () => Promise.resolve(), read: () => Promise.resolve(new Set<string>()) };
const clock = { now: () => 0 } as Parameters<typeof createReadingRoom>[0]["clock"];
const room = createReadingRoom({ records, library, clock });

const complaints = (view: unknown, type: "modal" | "home") => {
  const read = readView(view, type);
  return read.kind === "wrong" ? read.complaints : [];
};

/** What the buttons of a view open. */
const targets = (blocks: { type: string; elements?: unknown }[]) =>
  blocks
    .filter(({ type }) => type === "actions")
    .flatMap(({ elements }) => elements as { action_id: string; value: string }[])
    .filter(({ action_id }) => action_id.startsWith("turn-page"))
    .map(({ value }) => value);

test("every section is a page that the local Slack takes", () => {
  const sections = library.lessons.flatMap((lesson) => lesson.sections);
  expect(sections.length).toBeGreaterThan(500);
  const wrong = sections.flatMap(({ id }) => complaints(lessonView(room.page(id)!), "modal").map((why) => [id, why]));
  expect(wrong).toEqual([]);
});

test("the pages lead from a lesson's first to its last and on through its track", () => {
  for (const { lessons } of library.tracks) {
    const visited: string[] = [];
    for (let id: string | undefined = lessons[0]; id !== undefined;) {
      const page = room.page(id)!;
      visited.push(...page.sections.map((section) => section.id));
      const open = targets(lessonView(page).blocks as never);
      expect(open.filter((target) => room.page(target) === undefined)).toEqual([]);
      const onward = page.next ?? page.nextLesson?.id;
      expect(onward === undefined || open.includes(onward)).toBe(true);
      id = onward;
    }
    expect(visited).toEqual(
      lessons.flatMap((id) => pagesOf(library.findLesson(id)!).flatMap((page) => page.map((section) => section.id))),
    );
  }
});

test("a page is a few short sections or a long one, and what was opened stands at its top", () => {
  const lengths = library.lessons
    .flatMap(pagesOf)
    .map((page) => ({ page, length: page.map(({ text }) => text).join("").length }));
  for (const { page, length } of lengths) expect(page.length === 1 || length <= 1_400).toBe(true);
  expect(lengths.length).toBeLessThan(library.lessons.flatMap(({ sections }) => sections).length / 2);
  const [first, second, ...rest] = pagesOf(library.findLesson("kube-proxy")!).find((page) => page.length > 2)!;
  expect(room.page(first!.id)).toMatchObject({ sections: [first, second, ...rest] });
  expect(room.page(second!.id)).toMatchObject({ section: second, sections: [second, ...rest], previous: first!.id });
});

describe("the table of contents", () => {
  test("lists every lesson in the window", async () => {
    const view = indexView(await room.shelves("T1", "U1"));
    expect(complaints(view, "modal")).toEqual([]);
    const drawn = JSON.stringify(view);
    expect(library.lessons.filter(({ id }) => !drawn.includes(`"value":"${id}"`)).map(({ id }) => id)).toEqual([]);
  });

  test("lists every lesson in App Home", async () => {
    const view = homeView(await room.shelves("T1", "U1"));
    expect(complaints(view, "home")).toEqual([]);
    const drawn = JSON.stringify(view);
    expect(library.lessons.filter(({ id }) => !drawn.includes(`"value":"${id}"`)).map(({ id }) => id)).toEqual([]);
  });
});

test("a lesson ends with its sources as links", () => {
  for (const lesson of library.lessons) {
    const last = lessonView(room.page(pagesOf(lesson).at(-1)![0]!.id)!);
    const text = JSON.stringify(last.blocks);
    for (const { url } of lesson.sources) expect(text).toContain(url.replaceAll("&", "&amp;"));
  }
});
