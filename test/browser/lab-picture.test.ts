// A lab's picture and its files on the page: the chart by a press, shown with its words and as large as it is; a manifest that is attached.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { chromiumProgram, launchChromium, openPage } from "../support/browser.ts";
import { ADA, type Harbor, openHarbor, until } from "../support/harbor.ts";
import { PEOPLE, openThread, press, signed, startLab, thread, type } from "./lab-hands.ts";

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  a: b\n";

inBrowser("a lab's picture in Chromium (skipped where it is not installed)", () => {
  let harbor: Harbor;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    expect(program).toBeDefined();
    harbor = await openHarbor();
    await harbor.startBot();
    browser = await launchChromium(program ?? "");
    page = await openPage(browser, `${harbor.url()}/?user=${ADA}`);
    page.setDefaultTimeout(20_000);
    await page.getByText("Ahoy! I am").waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await harbor?.close();
  });
  afterEach(() => page.context().close());

  test("is drawn by a press; and what is attached to the thread is applied and marked in it", async () => {
    await openThread(page, await startLab(page, "hpa-spike", "The lunch rush at the harbor shop"));
    await thread(page)
      .getByLabel("Attach files")
      .setInputFiles([{ name: "shop.yaml", mimeType: "text/yaml", buffer: Buffer.from(MANIFEST) }]);
    await thread(page).getByRole("list", { name: "Attached files" }).getByText("shop.yaml").waitFor();
    await thread(page).getByRole("textbox", { name: "Reply in thread" }).press("Enter");
    const applied = await signed(page, PEOPLE.ada, "kubectl apply -f shop.yaml");
    expect(await applied.innerText()).toContain("configmap/shop created");

    await type(page, "wait 7m");
    await signed(page, PEOPLE.ada, "wait 7m");
    await press(page, "Chart");
    const shown = await signed(page, PEOPLE.ada, "chart");
    const picture = shown.getByRole("img", {
      name: /^The lunch rush .* What was done: 00:00 kubectl apply -f shop\.yaml/,
    });
    await picture.scrollIntoViewIfNeeded();
    const width = () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth);
    expect(await until("the picture", async () => (await width()) > 0 && width())).toBe(1600);
    const [large] = await Promise.all([page.waitForEvent("popup"), shown.getByTitle("Open the picture").click()]);
    await large.waitForLoadState();
    expect(large.url()).toMatch(/\/files\/F[0-9A-F]+$/);
  }, 90_000);
});
