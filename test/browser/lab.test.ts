// A lab on the page: the card, its thread, typed commands and buttons, a chart with its words, the debrief.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { ADA, type Harbor, openHarbor } from "../support/harbor.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

inBrowser("a lab in Chromium (skipped where it is not installed)", () => {
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

  test("is played in its thread to the debrief, whose lesson opens", async () => {
    const page = await openPage(browser, `${harbor.url()}/?user=${ADA}`);
    await page.getByText("Ahoy! I am").waitFor();
    const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
    await composer.fill("/shipmate lab hpa-spike");
    await composer.press("Enter");
    const card = page.getByRole("main").getByText("Your task:");
    await card.waitFor();
    await harbor.quiet();

    // The first command opens the thread.
    const [message] = (await harbor.messages()).filter(({ text }) => text.startsWith("Lab: "));
    await harbor.say(ADA, "kubectl get pods", { thread_ts: message?.ts ?? "" });
    await page
      .getByRole("button", { name: /1 reply|2 replies/ })
      .last()
      .click();
    const thread = page.getByRole("complementary", { name: "Thread" });
    await thread.getByText(/NAME\s+READY\s+STATUS/).waitFor();

    const reply = thread.getByRole("textbox", { name: "Reply in thread" });
    await reply.fill("kubectl autoscale deployment web --min=2 --max=10 --cpu=50%");
    await reply.press("Enter");
    await thread.getByText("horizontalpodautoscaler.autoscaling/web autoscaled").waitFor();

    await thread.getByRole("button", { name: "Wait 5 minutes" }).last().click();
    await thread.getByText(/Meanwhile, until 5:0\d|it is 05:0\d/).waitFor();
    await thread.getByRole("button", { name: "Wait 5 minutes" }).last().click();
    await thread.getByText(/Meanwhile, until 10:0\d/).waitFor();
    expect(await thread.locator("svg").count()).toBeGreaterThan(0);

    await thread.getByRole("button", { name: "Finish" }).last().click();
    await thread.getByText("Debrief: passed").waitFor();
    await thread
      .getByRole("button", { name: /^Read: autoscaling/ })
      .first()
      .click();
    await page.getByRole("dialog", { name: /Autoscaling/ }).waitFor();
    await page.context().close();
  }, 90_000);
});
