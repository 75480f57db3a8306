// Draws the local Slack's pictures in docs/: six scenes of the real app, light and dark, on a desktop and on a phone.
// `node launch.js test/browser/page-pictures.ts [folder]`; the folder is docs/ when left out.
import { join } from "node:path";
import type { Page } from "playwright-core";
import { chromiumProgram, DESKTOP, launchChromium, openPage, PHONE } from "../support/browser.ts";
import { ADA, BO, CHIE, openHarbor, STUDY, until, type Harbor } from "../support/harbor.ts";

const folder = process.argv[2] ?? join(import.meta.dirname, "../../docs");
const program = chromiumProgram();
if (program === undefined) throw new Error("no Chromium is installed; install chromium and try again");

const CHANNEL = "#study-orchestration";

const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });

/** A talk, and a question with its answer: the thread of it. */
async function talk(harbor: Harbor): Promise<string> {
  const morning = await harbor.say(BO, "morning! is anybody else's rollout stuck since the node upgrade?");
  await harbor.post("react", { user: CHIE, channel: STUDY, ts: morning, name: "eyes" });
  const found = await harbor.say(
    CHIE,
    "mine was: the new pods asked for 4 GiB and the nodes have 2. `kubectl describe pod` said so",
  );
  await harbor.post("pin", { user: ADA, channel: STUDY, ts: found });
  await harbor.say(BO, "ha, same here. thanks @chie :tada:");
  const question = await harbor.say(ADA, "@shipmate What does a HorizontalPodAutoscaler do?");
  await harbor.reply(question);
  await harbor.post("react", { user: BO, channel: STUDY, ts: question, name: "thumbsup" });
  await harbor.quiet();
  return question;
}

/** A lab that is under way: the thread of it. */
async function lab(harbor: Harbor): Promise<string> {
  await harbor.command(ADA, "lab hpa-spike");
  const card = async () => (await harbor.messages()).find(({ text }) => text.startsWith("Lab: "))?.ts;
  const ts = await until("the lab's card", card);
  for (const text of ["kubectl autoscale deployment web --min=2 --max=10 --cpu=50%", "wait 5m", "wait 5m"]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as somebody would type them
    await harbor.say(ADA, text, { thread_ts: ts });
    // oxlint-disable-next-line no-await-in-loop
    await harbor.quiet();
  }
  return ts;
}

type Scheme = "light" | "dark";
type Scene = { at: string; onPhone: Scheme; show?: (page: Page) => Promise<void> };

const scenes = (question: string): Record<string, Scene> => ({
  channel: { at: CHANNEL, onPhone: "dark" },
  thread: {
    at: `${CHANNEL}/${question}`,
    onPhone: "light",
    show: async (page) => thread(page).getByRole("button").last().waitFor(),
  },
  modal: {
    at: CHANNEL,
    onPhone: "dark",
    async show(page) {
      const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
      await composer.fill("/shipmate quiz schedule");
      await composer.press("Enter");
      await page.getByRole("dialog", { name: "Quiz schedule" }).waitFor();
    },
  },
  home: {
    at: "#home",
    onPhone: "dark",
    show: async (page) => page.getByRole("main").getByRole("button").nth(3).waitFor(),
  },
  inspector: {
    at: CHANNEL,
    onPhone: "light",
    async show(page) {
      await page.keyboard.press("Control+.");
      const list = page.getByRole("list", { name: "Envelopes and calls" });
      await list
        .getByRole("button", { name: /chat\.postMessage/ })
        .first()
        .click();
    },
  },
});

const charted = (card: string): Scene => ({
  at: `${CHANNEL}/${card}`,
  onPhone: "light",
  show: async (page) => thread(page).locator("figure svg").last().scrollIntoViewIfNeeded(),
});

const harbor = await openHarbor();
const browser = await launchChromium(program);

async function draw(name: string, { at, onPhone, show }: Scene): Promise<void> {
  const looks = [
    ["desktop", "light", DESKTOP],
    ["desktop", "dark", DESKTOP],
    ["phone", onPhone, PHONE],
  ] as const;
  for (const [width, colorScheme, viewport] of looks) {
    /* oxlint-disable no-await-in-loop -- one window at a time */
    const page = await openPage(browser, "about:blank", viewport);
    await page.emulateMedia({ colorScheme });
    await page.goto(`${harbor.url()}/?user=${ADA}${at}`);
    await page.getByText("A local Slack on this machine").waitFor();
    await show?.(page);
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(folder, `local-slack-${name}-${width}-${colorScheme}.png`) });
    // A modal stays open for its person until it is closed.
    await page.keyboard.press("Escape");
    await page.waitForTimeout(100);
    await page.context().close();
    /* oxlint-enable no-await-in-loop */
  }
}

try {
  await harbor.startBot();
  const question = await talk(harbor);
  // oxlint-disable-next-line no-await-in-loop
  for (const [name, scene] of Object.entries(scenes(question))) await draw(name, scene);
  await draw("chart", charted(await lab(harbor)));
} finally {
  await browser.close();
  await harbor.close();
}
