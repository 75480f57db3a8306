// A newcomer at desktop and at phone width: asks, reads a cited answer, opens its section.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { DESKTOP, PHONE, chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { ADA, type Harbor, openHarbor } from "../support/harbor.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

inBrowser("in Chromium (skipped where it is not installed)", () => {
  let harbor: Harbor;
  let browser: Browser;

  beforeAll(async () => {
    expect(program).toBeDefined();
    harbor = await openHarbor();
    await harbor.startBot();
    browser = await launchChromium(program ?? "");
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await harbor?.close();
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])(
    "a question is asked and its source read, at %s width",
    async (_, viewport) => {
      const page = await openPage(browser, `${harbor.url()}/?user=${ADA}`, viewport);

      await page.getByText("A local Slack on this machine").waitFor();
      await page.getByText("Ahoy! I am").waitFor();
      const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
      await composer.fill("@shipmate How does the HPA decide how many replicas to run?");
      await composer.press("Enter");
      await page
        .getByRole("button", { name: /1 reply/ })
        .last()
        .click();

      const thread = page.getByRole("complementary", { name: "Thread" });
      await thread.getByText("desiredReplicas = ceil").first().waitFor();
      await thread.getByRole("button", { name: /^\[1\] Autoscaling/ }).click();

      const lesson = page.getByRole("dialog", { name: /Autoscaling/ });
      const place = lesson.getByText(/page \d+ of \d+/);
      const first = await place.textContent();
      await lesson.getByRole("button", { name: "Next" }).click();
      await lesson.getByText(first ?? "").waitFor({ state: "detached" });
      await lesson.getByRole("button", { name: "Index" }).click();
      // What answers a single question is nobody's progress; a lesson that is opened is.
      const index = page.getByRole("dialog", { name: "Lessons" });
      await index
        .getByRole("button", { name: /^(Read|Open)/ })
        .first()
        .click();
      await index.waitFor({ state: "detached" });
      await page.getByRole("dialog").getByRole("button", { name: "Index" }).click();
      await index
        .getByText(/pages read/)
        .first()
        .waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await page.getByRole("dialog").count()).toBe(0);
      await page.context().close();
    },
    60_000,
  );
});
