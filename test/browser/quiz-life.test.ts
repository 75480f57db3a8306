// A quiz's whole life as people see it: scheduled in the form, posted by the tick under an advanced clock, answered by three, closed, read,
// reviewed in App Home, disputed and withdrawn; and at the end one of the three takes their data with them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Browser, Page } from "playwright-core";
import { DESKTOP, chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { ADA, BO, CHIE, type Harbor, openHarbor, until } from "../support/harbor.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

/** Monday 4 June 2035, 13:00 in London. */
const MONDAY_NOON = Date.UTC(2035, 5, 4, 12);

const article = (page: Page, text: RegExp | string) => page.getByRole("article").filter({ hasText: text });
const openPost = (page: Page) => article(page, "one answer each, and only you see");
const feedback = (page: Page) =>
  article(page, "Only visible to you").filter({ hasText: /Correct\.|Not quite\.|you do not know/ });
const clock = (page: Page) => page.getByRole("group", { name: "Workspace clock" });
const home = (page: Page) => page.goto(page.url().replace(/#.*$/, "#home"));

async function schedule(page: Page): Promise<void> {
  const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
  await composer.fill("/shipmate quiz schedule");
  await composer.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Quiz schedule" });
  await dialog.getByLabel("Time", { exact: true }).fill("23:00");
  await dialog.getByRole("textbox", { name: "Time zone" }).fill("Europe/London");
  await dialog.getByRole("textbox", { name: "Not on these days" }).fill("2035-06-05");
  await dialog.getByRole("button", { name: "Preview" }).click();
  expect(await dialog.getByRole("alert").innerText()).toMatch(/lies in the quiet hours, 22:00-07:00/);
  await dialog.getByLabel("Time", { exact: true }).fill("09:00");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await dialog.getByText("Mon, Tue, Wed, Thu, Fri at 09:00 (Europe/London)").waitFor();
  // Tomorrow is a holiday.
  const [first = ""] = await dialog.getByRole("time").allInnerTexts();
  expect(first).not.toContain("tomorrow");
  await dialog.getByRole("button", { name: "Save" }).click();
  await until("both dialogs closed", async () => (await dialog.count()) === 0);
}

/** Presses an option by its letter, where the question has options to press; owns up to not knowing where not. */
async function answer(page: Page, letter: string): Promise<void> {
  const option = openPost(page).getByRole("button", { name: new RegExp(`^${letter}\\b`) });
  const unsure = openPost(page).getByRole("button", { name: "I don't know" });
  await unsure.waitFor();
  await ((await option.count()) > 0 ? option : unsure).click();
  await feedback(page).getByText("Why:").waitFor();
}

/** Every text in the bot's own records. */
function records(folder: string): string {
  const database = new DatabaseSync(join(folder, "local.db"), { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
    return tables.map(({ name }) => JSON.stringify(database.prepare(`select * from "${name}"`).all())).join("\n");
  } finally {
    database.close();
  }
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

  test("a quiz from its schedule to the last trace of somebody who answered it", async () => {
    const pageOf = (person: string) =>
      openPage(browser, `${harbor.url()}/?user=${person}#study-orchestration`, DESKTOP);
    const [ada, bo, chie] = [await pageOf(ADA), await pageOf(BO), await pageOf(CHIE)];

    await schedule(ada);
    await home(ada);
    await ada.getByText("Next quizzes in your channels:").waitFor();
    await ada.goto(ada.url().replace(/#.*$/, "#study-orchestration"));
    for (let day = 0; day < 2; day++) await clock(ada).getByRole("button", { name: "to next 09:00" }).click();
    await answer(ada, "A");
    await answer(bo, "B");
    await openPost(chie).getByRole("button", { name: "I don't know" }).click();
    await feedback(chie).getByText("Why:").waitFor();
    await openPost(ada).getByText("3 have answered").waitFor();

    await openPost(ada).getByRole("button", { name: "Close and show the result" }).click();
    await ada.getByRole("button", { name: "Close it" }).click();
    for (const page of [ada, bo, chie]) {
      const result = article(page, "Together, these seven days:");
      await result.getByText(/[012] of 3 answered correctly\./).waitFor();
      expect(await result.innerText()).toMatch(/3 answers by 3 people, [012] right · goal 5/);
      expect(await result.getByRole("button", { name: "Read the section" }).isVisible()).toBe(true);
    }

    // A day later Chie's answer is due: the question stands in her App Home, and so does what becomes of her answer.
    await clock(ada).getByRole("button", { name: "to next 09:00" }).click();
    await clock(ada).getByRole("button", { name: "+1 h" }).click();
    await home(chie);
    await chie.getByText("Your reviews: 1 due.").waitFor();
    await chie.getByRole("button", { name: "I don't know" }).click();
    await chie.getByText("Good to know that you do not know.").waitFor();
    await chie.getByText("Why:").waitFor();
    await chie.getByText("Your reviews: None due. The next one comes").waitFor();
    expect(await chie.getByRole("button", { name: "I don't know" }).count()).toBe(0);

    // She thinks that the question in the channel is wrong.
    await chie.goto(chie.url().replace(/#.*$/, "#study-orchestration"));
    await feedback(chie).first().getByRole("button", { name: "I think this is wrong" }).click();
    const form = chie.getByRole("dialog", { name: "I think this is wrong" });
    await form.getByRole("textbox").fill('It depends on the <version> & the "cluster".');
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByText("You are told what comes of it").waitFor();
    await form.getByRole("button", { name: "Close" }).last().click();

    await home(ada);
    await ada.getByText("Disputed quizzes that wait for you: 1").waitFor();
    await ada.getByRole("button", { name: "Look at it" }).click();
    const ruling = ada.getByRole("dialog", { name: "A disputed quiz" });
    await ruling.getByText('It depends on the <version> & the "cluster".').waitFor();
    await ruling.getByRole("radio", { name: /Withdraw the question/ }).check();
    await ruling.getByRole("button", { name: "Decide" }).click();
    await ruling.getByText("Decided. Everybody whom it concerns is told.").waitFor();
    const withdrawn = article(bo, "This question was withdrawn:");
    await withdrawn.getByText("3 had answered.").waitFor();

    // What is kept of her, and then nothing any more.
    await home(chie);
    await chie.getByRole("button", { name: "Export my data" }).click();
    const data = chie.getByRole("dialog", { name: "Your data" });
    await data.getByText('"quizAnswers"').first().waitFor();
    const json = (await data.locator("pre").allInnerTexts()).join("\n");
    expect(JSON.parse(json)).toMatchObject({
      person: CHIE,
      disputes: [{ reason: expect.stringContaining("<version>") }],
    });
    expect((JSON.parse(json) as { quizAnswers: unknown[] }).quizAnswers).toHaveLength(2);
    await data.getByRole("button", { name: "Close" }).last().click();

    expect(records(harbor.folder)).toContain(CHIE);
    await chie.getByRole("button", { name: "Delete my data" }).click();
    const deletion = chie.getByRole("dialog", { name: "Delete my data" });
    await deletion.getByRole("button", { name: "Delete for ever" }).click();
    await deletion.getByText(/Done\. \d+ records are deleted/).waitFor();
    await deletion.getByRole("button", { name: "Close" }).last().click();
    await chie.getByText("Your data is deleted.").waitFor();
    await chie.getByText("Your reviews: None yet.").waitFor();
    await harbor.quiet();
    expect(records(harbor.folder)).not.toContain(CHIE);
    expect(records(harbor.folder)).toContain(BO);
    await withdrawn.getByText("3 had answered.").waitFor();
  }, 120_000);
});
