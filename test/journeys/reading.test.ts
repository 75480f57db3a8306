// From a page of a lesson to a question and a lab about it, end to end: real Bolt over real Socket Mode to the local Slack.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { button } from "../support/blocks.ts";
import { ADA, BO, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

let harbor: Harbor;
let own: string;

beforeAll(async () => {
  own = mkdtempSync(join(tmpdir(), "shipmate-own-"));
  mkdirSync(join(own, "lessons"));
  writeFileSync(
    join(own, "glossary.yaml"),
    "- term: minikube\n  definition: minikube runs a small Kubernetes cluster on each laptop of our team.\n  lesson: autoscaling#formula\n",
  );
  harbor = await openHarbor({ SHIPMATE_LESSONS_URL: "https://docs.example.com/lessons/", SHIPMATE_KNOWLEDGE: own });
  await harbor.startBot();
}, 40_000);

afterAll(async () => {
  await harbor.close();
  rmSync(own, { recursive: true });
});

type Pressable = { action_id?: string; value?: string; url?: string; accessory?: Pressable; elements?: Pressable[] };

const topView = async (user: string) => (await harbor.state(user)).views.at(-1);
const pressables = (blocks: unknown) =>
  (blocks as Pressable[]).flatMap((block) => [
    ...(block.elements ?? []),
    ...(block.accessory ? [block.accessory] : []),
  ]);

async function press(user: string, actionId: string): Promise<void> {
  const view = await until("a view", () => topView(user));
  const found = pressables(view.view.blocks).find(({ action_id }) => action_id === actionId);
  if (!found) throw new Error(`no ${actionId} in ${JSON.stringify(view.view.blocks)}`);
  const answer = await harbor.post("click", {
    user,
    action_id: actionId,
    container: { view_id: view.id },
    value: found.value,
  });
  expect(answer).toMatchObject({ ok: true });
}

const close = async (user: string) => {
  for (const { id } of (await harbor.state(user)).views) await harbor.post("close", { user, view_id: id });
};
const text = async (user: string) => JSON.stringify((await topView(user))?.view.blocks ?? []);

/** The direct message between the bot and somebody, once it is there. */
async function directMessages(user: string) {
  const { channels } = await harbor.state(user);
  const direct = channels.find(({ is_im }) => is_im);
  return direct ? harbor.messages(direct.id, user) : [];
}

test("a lesson opened in a channel quizzes its reader there, for their eyes only, and says so", async () => {
  await harbor.command(ADA, "learn autoscaling");
  await press(ADA, "quiz-on-lesson");
  await until("the notice", async () => (await text(ADA)).includes(`A question for you waits in <#${STUDY}>`));
  const quiz = await until("the question", async () =>
    (await harbor.messages(STUDY, ADA)).find(
      ({ ephemeral_for, text: said }) => ephemeral_for === ADA && said.startsWith("Quiz"),
    ),
  );
  expect((await harbor.messages(STUDY, BO)).some(({ ts }) => ts === quiz.ts)).toBe(false);
  await close(ADA);
});

test("the same page opens a lab in the channel, and links to the web", async () => {
  await harbor.command(ADA, "learn autoscaling");
  const view = await until("the lesson", () => topView(ADA));
  expect(pressables(view.view.blocks).find(({ url }) => url)).toMatchObject({
    url: "https://docs.example.com/lessons/autoscaling#in-short",
  });
  await press(ADA, "lab-on-lesson");
  await until("the card", async () => (await harbor.messages()).find(({ text: said }) => said.startsWith("Lab: ")));
  await until("the notice", async () => (await text(ADA)).includes(`The lab opens in <#${STUDY}>`));
  await close(ADA);
});

test("from App Home both go to the direct message, where the question lasts; closing shows what was read", async () => {
  await harbor.post("home", { user: BO });
  const home = await until("App Home", async () => (await harbor.state(BO)).home);
  expect(JSON.stringify(home?.blocks)).toContain("0 of 58 lessons read");
  await harbor.post("click", { user: BO, action_id: "open-section:autoscaling", container: { home: true } });
  await press(BO, "quiz-on-lesson");
  await until("the notice", async () => (await text(BO)).includes("your direct messages with me"));
  const quiz = await until("the question", async () =>
    (await directMessages(BO)).find(({ text: said }) => said.startsWith("Quiz")),
  );
  expect(quiz.ephemeral_for).toBeUndefined();
  await press(BO, "lab-on-lesson");
  await until("the card", async () => (await directMessages(BO)).find(({ text: said }) => said.startsWith("Lab: ")));
  await press(BO, "turn-page:next");
  await close(BO);
  await until("the mark in App Home", async () =>
    JSON.stringify((await harbor.state(BO)).home?.blocks).includes("1 begun"),
  );
  await harbor.click(BO, quiz, button(quiz, "unsure").action_id);
  await until("feedback", async () =>
    (await directMessages(BO)).find(({ text: said }) => /you do not know/.test(said)),
  );
});

test("a team's own words are cited as the team's own", async () => {
  const answer = await harbor.reply(await harbor.say(ADA, "@shipmate What is minikube?"));
  expect(answer.text).toContain("minikube runs a small Kubernetes cluster on each laptop of our team.");
  expect(answer.text).toContain("Your team's glossary › minikube");
  await harbor.click(ADA, answer, button(answer, "open-section").action_id);
  await until("the section", async () => (await text(ADA)).includes("desiredReplicas"));
  await close(ADA);
});
