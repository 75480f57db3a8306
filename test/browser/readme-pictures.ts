// Draws the README's pictures: an answer, a quiz, and a lab's board, chart and debrief, all of the real app in the local Slack.
// `node launch.js test/browser/readme-pictures.ts [folder]`; the folder is docs/ when left out.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Message } from "../../src/local-slack/protocol.ts";
import { buttons } from "../support/blocks.ts";
import { chromiumProgram, DESKTOP, launchChromium } from "../support/browser.ts";
import { ADA, BO, CHIE, openHarbor, STUDY, until } from "../support/harbor.ts";
import { labReplies } from "../support/lab-questions.ts";

const folder = process.argv[2] ?? join(import.meta.dirname, "../../docs");
const program = chromiumProgram();
if (program === undefined) throw new Error("no Chromium is installed; install chromium and try again");

const CHANNEL = "#study-orchestration";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So high that a board fits. */
const TALL = { width: 1060, height: 2000 };
const WINDOW = { width: 1280, height: 1120 };

const harbor = await openHarbor();
const browser = await launchChromium(program);

/** A window of Ada's, twice as fine as it is wide. */
async function open(at: string, viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 2, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(`${harbor.url()}/?user=${ADA}${at}`);
  await page.getByText("A local Slack on this machine").waitFor();
  return page;
}

/** Once every picture in it is there. */
async function shoot(page: Page, name: string, part: Page | Locator = page): Promise<void> {
  await page.waitForFunction("[...document.images].every(({ complete }) => complete)");
  await page.waitForTimeout(700);
  await part.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });

async function ask(): Promise<void> {
  const question = await harbor.say(BO, "@shipmate why is my pod Pending?");
  await harbor.reply(question);
  await harbor.post("react", { user: CHIE, channel: STUDY, ts: question, name: "eyes" });
  await harbor.quiet();
  const page = await open(`${CHANNEL}/${question}`);
  await thread(page).getByRole("button").last().waitFor();
  await shoot(page, "ask");
}

async function quiz(): Promise<void> {
  await harbor.command(ADA, "quiz now autoscaling-formula-ratio");
  const asked = await until("the quiz", async () =>
    (await harbor.messages()).find(({ blocks = [] }) => JSON.stringify(blocks).includes('"answer-quiz')),
  );
  const options = buttons(asked.blocks).filter(({ action_id: id }) => id.startsWith("answer-quiz"));
  for (const [at, person] of [BO, CHIE, ADA].entries()) {
    const { action_id: id, value } = options[at]!;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await harbor.click(person, asked, id, value);
  }
  await until("the feedback", async () => (await harbor.messages()).find((message) => message.ephemeral_for === ADA));
  await harbor.quiet();
  await shoot(await open(CHANNEL), "quiz");
}

/** A lab that is played by two; resolves with its card. */
async function play(): Promise<Message> {
  await harbor.command(ADA, "lab hpa-spike");
  const card = await until("the lab's card", async () =>
    (await harbor.messages()).find(({ text }) => text.startsWith("Lab: ")),
  );
  const typed: [person: string, text: string][] = [
    [ADA, "kubectl get pods"],
    [ADA, "wait 4m"],
    [BO, "kubectl scale deployment web --replicas=6"],
    [ADA, "wait 3m"],
    [ADA, "kubectl autoscale deployment web --min=2 --max=10 --cpu=50%"],
    [BO, "wait 5m"],
  ];
  for (const [person, text] of typed) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as somebody would type them
    await harbor.say(person, text, { thread_ts: card.ts });
    // oxlint-disable-next-line no-await-in-loop
    await harbor.quiet();
  }
  return card;
}

/** The bytes of the picture that the debrief shows. */
async function chartOf(debrief: Message): Promise<Buffer> {
  const [id] = /F[0-9A-F]{10}/.exec(JSON.stringify(debrief.blocks)) ?? [];
  const { bot_token: token } = (await (await fetch(`${harbor.url()}/control/app`)).json()) as { bot_token: string };
  const file = await fetch(`${harbor.url()}/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
  return Buffer.from(await file.arrayBuffer());
}

async function lab(): Promise<void> {
  const card = await play();
  const board = await open(CHANNEL, TALL);
  await shoot(board, "lab-board", board.locator("main article").filter({ hasText: "Your task:" }).last());

  const before = (await labReplies(harbor, card)).length;
  await harbor.say(ADA, "finish", { thread_ts: card.ts });
  const debrief = await until("the debrief", async () => (await labReplies(harbor, card))[before]);
  await harbor.quiet();
  writeFileSync(join(folder, "lab-chart.png"), await chartOf(debrief));
  const page = await open(`${CHANNEL}/${card.ts}`, WINDOW);
  const picture = thread(page).locator("article").filter({ hasText: "Debrief:" }).last().locator("img.picture");
  await picture.waitFor();
  await page.waitForTimeout(500);
  await picture.evaluate((image: { scrollIntoView(to: object): void }) => image.scrollIntoView({ block: "start" }));
  await shoot(page, "lab-debrief");
}

try {
  // A morning, whenever this is drawn.
  await harbor.post("clock", { now_ms: Math.ceil(Date.now() / DAY_MS) * DAY_MS + 10 * HOUR_MS });
  await harbor.startBot();
  await ask();
  await quiz();
  await lab();
} finally {
  await browser.close();
  await harbor.close();
}
