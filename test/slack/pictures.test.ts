// A picture and its message: uploaded once, shown once more after a refusal, and then no more in that workspace.
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { WebClient } from "@slack/web-api";
import type { Picture } from "../../src/lab/picture.ts";
import { createLog } from "../../src/log.ts";
import type { Content } from "../../src/school/content.ts";
import { owe } from "../../src/school/delivery.ts";
import { createPictures, type Pictures } from "../../src/slack/pictures.ts";
import { createPostingClient } from "../../src/slack/post.ts";
import { type Harbor, openHarbor, STUDY } from "../support/harbor.ts";

const picture: Picture = {
  title: "A run",
  subtitle: "",
  untilMs: 1,
  panels: [],
  broken: [],
  marks: [],
  moreMarks: 0,
  text: "In words",
};

let harbor: Harbor;
let client: WebClient;
let pictures: Pictures;
let rendered: number;

beforeAll(async () => {
  harbor = await openHarbor();
  const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
  const options = { botToken: app["bot_token"] ?? "", appToken: "", slackApiUrl: app["api_url"] };
  client = createPostingClient(options, createLog("error"));
}, 30_000);
afterAll(() => harbor.close());

beforeEach(() => {
  rendered = 0;
  pictures = createPictures(client, async () => Buffer.from(`picture ${(rendered += 1)}`), createLog("error"));
});

const delivery = (id: string, team = "T1") =>
  owe({
    id,
    team,
    destination: { kind: "message", channel: STUDY },
    content: { kind: "lab-turn", picture } as Content,
  });

test("is uploaded once for a delivery, however often that is tried", async () => {
  const first = await pictures.ready(delivery("a"));
  expect(first).toEqual({ kind: "file", id: expect.stringMatching(/^F/) });
  expect(await pictures.ready(delivery("a"))).toEqual(first);
  expect(rendered).toBe(1);
  pictures.done(delivery("a"));
  expect(await pictures.ready(delivery("a"))).not.toEqual(first);
});

test("is shown once more after a refusal, and after a second not in that workspace any more", async () => {
  const first = await pictures.ready(delivery("a"));
  pictures.refused(delivery("a"));
  const from = performance.now();
  expect(await pictures.ready(delivery("a"))).toEqual(first);
  expect(performance.now() - from).toBeGreaterThan(1_500);
  pictures.refused(delivery("a"));
  expect(await pictures.ready(delivery("a"))).toEqual({ kind: "none" });
  expect(await pictures.ready(delivery("b"))).toEqual({ kind: "none" });
  expect(await pictures.ready(delivery("c", "T2"))).toMatchObject({ kind: "file" });
});

test("that takes too long holds nothing up, and is there in the end", async () => {
  expect(
    (await harbor.post("faults", { method: "files.completeUploadExternal", fault: "slow", delay_ms: 5_000 })).ok,
  ).toBe(true);
  expect(await pictures.ready(delivery("slow"))).toEqual({ kind: "underway" });
  expect(await pictures.ready(delivery("slow"))).toMatchObject({ kind: "file" });
}, 20_000);

test("that cannot be drawn leaves that one message without it", async () => {
  const broken = createPictures(client, () => Promise.reject(new Error("no ink")), createLog("error"));
  expect(await broken.ready(delivery("a"))).toEqual({ kind: "none" });
  expect(await pictures.ready(delivery("a"))).toMatchObject({ kind: "file" });
});
