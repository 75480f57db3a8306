// Questions in a lab's thread, end to end: answered from the simulation and the lessons; what people say to each other stays unanswered.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Message } from "../../src/local-slack/protocol.ts";
import { chatter } from "../support/chatter.ts";
import { ADA, BO, CHIE, type Harbor, openHarbor, until } from "../support/harbor.ts";
import { labReplies } from "../support/lab-questions.ts";

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
}, 60_000);
afterAll(() => harbor.close());

async function type(card: Message, user: string, text: string): Promise<Message> {
  const replies = async () => labReplies(harbor, card);
  const before = (await replies()).length;
  await harbor.say(user, text, { thread_ts: card.ts });
  return until(`a reply to ${text}`, async () => (await replies())[before]);
}

test("why a pod is Pending is answered for whoever asks by its name, with or without a mention", async () => {
  await harbor.command(ADA, "lab hpa-spike");
  const card = await until("the card", async () =>
    (await harbor.messages()).find(({ text }) => text.startsWith("Lab: ")),
  );
  await type(card, ADA, "kubectl scale deployment web --replicas=40");
  await type(card, ADA, "wait 1m");
  const pods = await type(card, ADA, "kubectl get pods");
  const [, name = ""] = /(web-\S+) +0\/1 +Pending/.exec(pods.text) ?? [];
  expect(name).not.toBe("");

  for (const text of [`why is ${name} Pending?`, `@shipmate why is ${name} Pending?`]) {
    const answer = await type(card, BO, text);
    expect(answer.text).toContain(`The pod \`${name}\` is Pending because`);
    expect(answer.text).toMatch(/\[1\] The simulation › The pod web-/);
    expect(answer.text).toMatch(/\[\d\] (?!The simulation).+ › /);
  }

  const [first] = (await harbor.replies(card.ts)).filter(({ text }) => text.startsWith("The pod `"));
  await harbor.click(CHIE, first!, "more");
  const longer = await until("the longer answer", async () =>
    (await harbor.messages(card.channel, CHIE)).find((message) => message.ephemeral_for === CHIE),
  );
  expect(longer.text).toContain(`The pod \`${name}\` is Pending because`);
  expect(longer.text).toMatch(/\[\d\] (?!The simulation).+ › /);

  const before = (await harbor.replies(card.ts)).length;
  for (const [index, text] of [
    ...chatter.slice(0, 12),
    "why is everybody so quiet?",
    "why is web-5 Pending?",
  ].entries())
    await harbor.say(index % 2 ? BO : CHIE, text, { thread_ts: card.ts });
  await harbor.quiet();
  expect(await harbor.replies(card.ts)).toHaveLength(before);
}, 60_000);

test("`why` and what it is about, and `help` with a command, are answered as the lab's own words are: nobody is mentioned", async () => {
  await harbor.command(ADA, "lab drain-budget");
  const card = await until("the card", async () =>
    (await harbor.messages()).find(({ text }) => text.startsWith("Lab: Maintenance")),
  );
  await type(card, ADA, "wait 10s");
  for (const text of ["why pdb", "why pdb web?"])
    expect((await type(card, BO, text)).text).toContain(
      "The PodDisruptionBudget `web` wants 4 healthy pods, there are 4, so it allows no eviction now.",
    );
  expect((await type(card, BO, "why rollout")).text).toContain("The rollout of `web` has replaced all");
  expect((await type(card, BO, "help rollout undo")).text).toContain("kubectl rollout status|history|undo");
  // Also what neither the simulation nor the lessons know much of gets its answer: silence would look like a fault.
  expect((await type(card, BO, "why quota")).text).not.toBe("");
  const before = (await harbor.replies(card.ts)).length;
  for (const text of ["why not?", "why would we update this now", "help me please"])
    await harbor.say(BO, text, { thread_ts: card.ts });
  await harbor.quiet();
  expect(await harbor.replies(card.ts)).toHaveLength(before);
}, 60_000);

test("whoever looks after the workspace finds in App Home what was asked in vain, and nobody else does", async () => {
  for (const text of ["who painted the Mona Lisa?", "Who painted the <Mona Lisa>?", "what is a good wine?"])
    await harbor.reply(await harbor.say(BO, `@shipmate ${text}`));
  const homeOf = async (user: string) => {
    await harbor.post("home", { user, tab: "home" });
    return until("Home", async () => JSON.stringify((await harbor.state(user)).home ?? "").replaceAll("\\n", "\n"));
  };
  const home = await until("the gaps", async () => {
    const shown = await homeOf(ADA);
    return shown.includes("Asked, and not in the lessons") && shown;
  });
  expect(home).toMatch(/• [Ww]ho painted the .*Mona Lisa.*\(2 times/);
  expect(home).toContain("what is a good wine?");
  expect(await homeOf(BO)).not.toContain("Mona Lisa");
}, 60_000);
