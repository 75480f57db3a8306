// What people do in a lab on the page, by role and name: open a thread, type, press, act as somebody else, and read the replies.
import type { Locator, Page, Response } from "playwright-core";

/** The names of the people of the local Slack, as messages are signed. */
export const PEOPLE = { ada: "Ada Okafor", bo: "Bo Lindqvist" } as const;

const main = (page: Page) => page.getByRole("main");
export const thread = (page: Page): Locator => page.getByRole("complementary", { name: "Thread" });

/** Types a command into the channel; resolves with the lab's card. */
export async function startLab(page: Page, wish: string, title: string): Promise<Locator> {
  const composer = page.getByRole("textbox", { name: "Message #study-orchestration" });
  await composer.fill(`/shipmate lab ${wish}`);
  await composer.press("Enter");
  return cardOf(page, title);
}

/** The card with this title in its heading, as the channel shows it now. */
export async function cardOf(page: Page, title: string): Promise<Locator> {
  const card = main(page)
    .getByRole("article")
    .filter({ has: page.getByRole("heading", { name: `Lab: ${title}` }) })
    .last();
  await card.waitFor();
  return card;
}

/** Opens the thread of a card with the keyboard. */
export async function openThread(page: Page, card: Locator): Promise<void> {
  await card.focus();
  await page.keyboard.press("Enter");
  await thread(page).waitFor();
}

/** Types into the open thread. */
export async function type(page: Page, text: string): Promise<void> {
  const reply = thread(page).getByRole("textbox", { name: "Reply in thread" });
  await reply.fill(text);
  await reply.press("Enter");
}

/**
 * Presses the newest button of this name in the open thread, by the keyboard: the board above it may grow in that very moment, and a mouse would miss
 * the button that moves away. Resolves once the app has acknowledged it, and rejects if it did not.
 */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const isPress = (response: Response) => response.url().endsWith("/control/click");
  const answered = page.waitForResponse(isPress).catch(() => undefined);
  await thread(page).getByRole("button", { name }).last().press("Enter");
  const answer = await (await answered)?.text();
  if (answer === undefined) throw new Error(`The press on ${String(name)} was sent to nobody; ${await ending(page)}`);
  if (!/"acknowledged":true/.test(answer)) throw new Error(`The press on ${String(name)} was answered with ${answer}`);
}

/** What somebody who looks at a page that does not go on can tell of it. */
const ending = async (page: Page) => `The page ends with:\n${(await page.locator("body").innerText()).slice(-3000)}`;

/** The bot's reply that is signed `@PERSON at M:SS: COMMAND`, of several the newest that says this too; resolves once it is there. */
export async function signed(page: Page, person: string, command: string, says = /(?:)/): Promise<Locator> {
  const reply = thread(page)
    .getByRole("article", { name: /^Shipmate/ })
    .filter({ hasText: new RegExp(`@${person} at \\d+:\\d\\d: ${escaped(command)}`) })
    .filter({ hasText: says })
    .last();
  await reply.waitFor().catch(async (error: unknown) => {
    throw new Error(`${String(error)}\n${await ending(page)}`, { cause: error });
  });
  return reply;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Becomes another person; the thread is opened again, as somebody else sees it. */
export async function actAs(page: Page, person: string, title: string): Promise<void> {
  const people = page.getByRole("combobox", { name: "Act as" });
  const option = people.getByRole("option", { name: new RegExp(`^${person}`) });
  await people.selectOption((await option.getAttribute("value")) ?? "");
  await openThread(page, await cardOf(page, title));
}
