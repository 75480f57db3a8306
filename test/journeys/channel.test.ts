// What a channel wishes for, end to end: a schedule changed in its form, questions switched off, a digest on Monday.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { button } from "../support/blocks.ts";
import { ADA, BO, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

/** Monday 4 June 2035, 13:00 in London. */
const MONDAY_NOON = Date.UTC(2035, 5, 4, 12);
const HOUR = 3600_000;

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.post("clock", { now_ms: MONDAY_NOON });
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
}, 30_000);
afterAll(() => harbor.close());

const privately = (user: string, pattern: RegExp, after = "") =>
  until(`a private word to ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(STUDY, user)).findLast(
      ({ ts, ephemeral_for, text }) => ts > after && ephemeral_for === user && pattern.test(text),
    ),
  );
const modal = (user: string, pattern: RegExp) =>
  until(`a modal for ${user} like ${String(pattern)}`, async () => {
    const top = (await harbor.state(user)).views.at(-1);
    return top && pattern.test(JSON.stringify(top.view)) && top;
  });
const submit = (user: string, viewId: string, state: object = {}) =>
  harbor.post("submit", { user, view_id: viewId, state });
const close = (user: string, viewId: string) => harbor.post("close", { user, view_id: viewId });
const ticked = (...values: string[]) => ({
  on: {
    on: {
      type: "checkboxes",
      selected_options: values.map((value) => ({ text: { type: "plain_text", text: value }, value })),
    },
  },
});

test("a schedule is changed by its owner, in a form that shows what it says", async () => {
  await harbor.command(BO, "quiz schedule");
  await submit(BO, (await modal(BO, /schedule-form/)).id);
  await submit(BO, (await modal(BO, /schedule-preview/)).id);
  await privately(BO, /^Saved: Mon, Tue, Wed, Thu, Fri at 09:30/);

  await harbor.command(BO, "quiz list");
  const list = await privately(BO, /09:30/);
  await harbor.click(BO, list, "change-schedule:edit", button(list, "change-schedule:edit").value);
  const form = await modal(BO, /schedule-form/);
  expect(JSON.stringify(form.view)).toContain('"initial_time":"09:30"');
  const refused = await submit(BO, form.id, { off: { off: { type: "plain_text_input", value: "2035-02-31" } } });
  expect(refused.errors).toEqual({ off: expect.stringMatching(/^2035-02-31 is no date/) });
  await submit(BO, form.id, {
    off: { off: { type: "plain_text_input", value: "2035-06-05..2035-06-06" } },
    time: { time: { type: "timepicker", selected_time: "10:15" } },
  });
  await submit(BO, (await modal(BO, /schedule-preview/)).id);
  await privately(BO, /^Saved: Mon, Tue, Wed, Thu, Fri at 10:15/);
  await harbor.command(BO, "quiz list");
  const changed = await privately(BO, /10:15/);
  expect(changed.text).toContain("Not on 2035-06-05..2035-06-06");
  expect(changed.text).not.toContain("09:30");
}, 40_000);

test("questions are switched off by whoever may, and switched on again", async () => {
  await harbor.command(ADA, "quiz list");
  const list = await privately(ADA, /10:15/);
  await harbor.click(ADA, list, "channel-settings", "open");
  const form = await modal(ADA, /channel-form/);
  await submit(ADA, form.id, ticked("quiz", "digest"));
  await close(ADA, (await modal(ADA, /Saved\./)).id);

  const mention = await harbor.say(BO, "@shipmate What is a Pod?");
  expect((await harbor.reply(mention)).text).toMatch(/^Questions are switched off in this channel/);
  await harbor.command(BO, "ask What is a Pod?");
  await privately(BO, /^Questions are switched off/);
  await harbor.command(BO, "lab hpa-spike");
  await privately(BO, /^Labs are switched off/);
  expect((await harbor.messages()).some(({ text }) => text.startsWith("Lab: "))).toBe(false);

  await harbor.command(ADA, "quiz list");
  const again = await privately(ADA, /10:15/, list.ts);
  await harbor.click(ADA, again, "channel-settings", "open");
  await submit(ADA, (await modal(ADA, /channel-form/)).id, ticked("ask", "quiz", "lab", "digest"));
  await close(ADA, (await modal(ADA, /Saved\./)).id);
  const answered = await harbor.reply(await harbor.say(BO, "@shipmate What is a Pod?"));
  expect(answered.text).not.toMatch(/switched off/);
}, 40_000);

test("somebody else is told who may change them", async () => {
  const chie = "U0CHIE003";
  await harbor.command(chie, "quiz list");
  const list = await privately(chie, /10:15/);
  await harbor.click(chie, list, "channel-settings", "open");
  const refused = await modal(chie, /Only the owner of a quiz schedule/);
  await close(chie, refused.id);
  await harbor.click(chie, list, "change-schedule:edit", button(list, "change-schedule:edit").value);
  await modal(chie, /Only the owner of that schedule or an admin/);
}, 40_000);

test("the digest comes on Monday at nine, once", async () => {
  await harbor.command(BO, "quiz now autoscaling-formula-ratio");
  const quiz = await until("the quiz", async () =>
    (await harbor.messages()).find(({ text }) => text.startsWith("Quiz: ")),
  );
  for (const user of [ADA, BO]) await harbor.click(user, quiz, "unsure", button(quiz, "unsure").value);
  await privately(BO, /you do not know/);
  const monday = Date.UTC(2035, 5, 11, 8);
  await harbor.post("clock", { now_ms: monday + 60_000 });
  const digests = async () => (await harbor.messages()).filter(({ text }) => text.includes("Your week:"));
  const [digest] = await until("the digest", async () => {
    const found = await digests();
    return found.length > 0 && found;
  });
  expect(digest!.text).toMatch(/2 answers by 2 people, 0 of them right/);
  expect(digest!.text).toMatch(/Worth another look: .+ 2 of 2 missed it/);
  await harbor.post("clock", { now_ms: monday + 3 * HOUR });
  await harbor.quiet();
  expect(await digests()).toHaveLength(1);
}, 40_000);
