// Whoever asks a great many questions is told so kindly, and when it ends; whoever has used up the model gets the lessons' own words.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type ModelServer, startModelServer } from "../llm/model-server.ts";
import { ADA, BO, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";
import { answersWith, reply, trueSentences } from "../support/scripted-model.ts";

let model: ModelServer;
let harbor: Harbor;
beforeAll(async () => {
  model = await startModelServer();
  model.script(answersWith((data) => reply(trueSentences(data, 4))));
  harbor = await openHarbor({
    OPENAI_API_KEY: "k",
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_MODEL: "scripted",
    SHIPMATE_QUESTIONS_PER_HOUR: "3",
    SHIPMATE_MODEL_ANSWERS_PER_HOUR: "2",
  });
  await harbor.startBot();
}, 60_000);
afterAll(async () => {
  await harbor.close();
  await model.close();
});

const QUESTION = "How does the HPA decide how many replicas to run?";
async function answerTo(user: string): Promise<string> {
  const ts = await harbor.say(user, `@shipmate ${QUESTION}`);
  const answer = await until("the whole answer", async () => {
    const message = (await harbor.replies(ts))[0];
    return message && !JSON.stringify(message.blocks).includes('"…"') && message;
  });
  return answer.text;
}

test("two are worded, the third is not, the fourth is not answered; others and the next hour are not concerned", async () => {
  // Away from the end of an hour, so that all of this lies in one.
  const { now_ms: now } = (await (await fetch(`${harbor.url()}/control/clock`)).json()) as { now_ms: number };
  await harbor.post("clock", { now_ms: (Math.floor(now / 3600_000) + 1) * 3600_000 + 1_000 });

  for (let n = 0; n < 2; n += 1) expect(await answerTo(ADA)).toMatch(/\[1\]/);
  expect(model.seen).toHaveLength(2);
  const third = await answerTo(ADA);
  expect(third).toMatch(/^In the lessons' own words: your share of the model is used up until <!date\^\d+\^/);
  expect(third).toMatch(/desiredReplicas = ceil/);
  expect(model.seen).toHaveLength(2);
  expect(await answerTo(ADA)).toMatch(
    /^You have asked 3 questions within the hour.*I am here again from <!date\^\d+\^/,
  );

  expect(await answerTo(BO)).toMatch(/\[1\]/);
  await harbor.command(ADA, `ask ${QUESTION}`);
  await until("the word in private", async () =>
    (await harbor.messages(STUDY, ADA)).find(
      (message) => message.ephemeral_for === ADA && /You have asked 3 questions/.test(message.text),
    ),
  );

  await harbor.post("clock", { advance_ms: 3600_000 });
  expect(await answerTo(ADA)).toMatch(/\[1\]/);
  expect(model.seen).toHaveLength(4);
}, 60_000);
