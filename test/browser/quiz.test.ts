// Quizzes as two people see them: one schedules a quiz in the form, both answer, both read the result.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { DESKTOP, PHONE, chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { ADA, BO, type Harbor, openHarbor, until } from "../support/harbor.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

/** Monday 4 June 2035, 13:00 in London. A moment of our own choosing makes the runs foreseeable. */
const MONDAY_NOON = Date.UTC(2035, 5, 4, 12);

const closeButton = (page: Page) => page.getByRole("button", { name: "Close and show the result" });
const openQuiz = (page: Page) => page.getByRole("article").filter({ has: closeButton(page) });
const result = (page: Page) =>
  page.getByRole("article").filter({ has: page.getByRole("heading", { name: "Quiz · result" }) });
const privateWord = (page: Page, said: RegExp | string) =>
  page.getByRole("article").filter({ hasText: "Only visible to you" }).filter({ hasText: said });

async function command(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
  await composer.fill(text);
  await composer.press("Enter");
}

/** Presses the button that begins so and waits for what is said in private about it. */
async function answer(page: Page, start: string): Promise<void> {
  await openQuiz(page)
    .getByRole("button", { name: new RegExp(`^${start}\\b`) })
    .click();
  const told = privateWord(page, /Correct\.|Not quite\.|you do not know/);
  await told.getByText("Why:").waitFor();
  expect(await told.getByRole("button", { name: "Read the section" }).isVisible()).toBe(true);
}

/** Two answered, A and B: the result shows one of each. */
const ONE_EACH = [
  /A\. .+ — 1\sof\s2/,
  /B\. .+ — 1\sof\s2/,
  /C\. .+ — 0\sof\s2/,
  /the right one/,
  /[01] of 2 answered correctly\./,
];

/** Neither knew: the result says so, whatever the type of the question. */
const NOBODY_KNEW = [/I don't know — 2\sof\s2/, /0 of 2 answered correctly\./];

async function readResult(page: Page, expected: RegExp[]): Promise<void> {
  const closed = result(page);
  await closed.waitFor();
  const text = await closed.innerText();
  for (const pattern of expected) expect(text).toMatch(pattern);
  expect(await closed.getByRole("button", { name: /^[A-C]\b/ }).count()).toBe(0);
  expect(await openQuiz(page).count()).toBe(0);
}

async function fillForm(form: Locator, zone: string): Promise<void> {
  await form.getByLabel("Time", { exact: true }).fill("09:00");
  await form.getByRole("textbox", { name: "Time zone" }).fill(zone);
  await form.getByRole("checkbox", { name: "Thursday" }).uncheck();
  await form.getByRole("combobox", { name: "Open for" }).selectOption("1 hour");
}

inBrowser("in Chromium (skipped where it is not installed)", () => {
  let harbor: Harbor;
  let browser: Browser;

  beforeAll(async () => {
    expect(program).toBeDefined();
    browser = await launchChromium(program ?? "");
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    harbor = await openHarbor();
    await harbor.post("clock", { now_ms: MONDAY_NOON });
    await harbor.startBot();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await harbor.close();
  });

  const pageOf = (person: string, viewport = DESKTOP) =>
    openPage(browser, `${harbor.url()}/?user=${person}#study-orchestration`, viewport);

  test("a quiz is scheduled, answered by two and closed by the clock", async () => {
    const ada = await pageOf(ADA);
    await command(ada, "/shipmate quiz schedule");
    const dialog = ada.getByRole("dialog", { name: "Quiz schedule" });
    await fillForm(dialog, "Atlantis/Sunken");
    await dialog.getByRole("button", { name: "Preview" }).click();
    expect(await dialog.getByRole("alert").innerText()).toMatch(/^Atlantis\/Sunken is not a time zone/);

    await dialog.getByRole("textbox", { name: "Time zone" }).fill("Europe/London");
    await dialog.getByRole("button", { name: "Preview" }).click();
    await dialog.getByText("Mon, Tue, Wed, Fri at 09:00 (Europe/London)").waitFor();
    const runs = await dialog.getByRole("time").allInnerTexts();
    expect(runs).toHaveLength(3);
    expect(runs.every((run) => run.endsWith("at 09:00"))).toBe(true);
    expect(runs[0]).toContain("tomorrow");
    await dialog.getByRole("button", { name: "Save" }).click();
    // The form and the preview upon it.
    await until("both dialogs closed", async () => (await dialog.count()) === 0);
    await privateWord(ada, "Saved: Mon, Tue, Wed, Fri at 09:00 (Europe/London)").waitFor();
    expect(await openQuiz(ada).count()).toBe(0);

    const bo = await pageOf(BO);
    const clock = ada.getByRole("group", { name: "Workspace clock" });
    await clock.getByRole("button", { name: "to next 09:00" }).click();
    await openQuiz(ada).getByText("Closes today at 10:00").waitFor();
    await answer(ada, "I don't know");
    await answer(bo, "I don't know");
    await openQuiz(ada).getByText("2 have answered").waitFor();
    expect(await privateWord(bo, "Saved:").count()).toBe(0);

    await clock.getByRole("button", { name: "+1 h" }).click();
    await clock.getByRole("button", { name: "+1 min" }).click();
    await readResult(ada, NOBODY_KNEW);
    await readResult(bo, NOBODY_KNEW);
  }, 60_000);

  test("a quiz is answered by two at phone width and closed by whoever posted it", async () => {
    const [ada, bo] = [await pageOf(ADA, PHONE), await pageOf(BO, PHONE)];
    await command(ada, "/shipmate quiz now autoscaling-formula-ratio");
    await answer(ada, "A");
    await answer(bo, "B");
    await openQuiz(ada).getByText("2 have answered").waitFor();

    await closeButton(bo).click();
    await bo.getByRole("button", { name: "Close it" }).click();
    await privateWord(bo, "Only whoever posted this quiz").waitFor();
    expect(await result(bo).count()).toBe(0);
    await closeButton(ada).click();
    await ada.getByRole("button", { name: "Close it" }).click();
    await readResult(ada, ONE_EACH);
    await readResult(bo, ONE_EACH);
  }, 60_000);
});
