// Answers that a model words while everything goes wrong: calls fail before and after they were taken, replies are lost, the clock leaps over the end of
// streams, the model breaks off, and the bot is killed. Each question is answered by one message in its thread, and that is whole in the end.
//
// Counted in the local Slack alone. `MODEL_CHAOS_QUESTIONS` and `CHAOS_SEED` make it longer, or another.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Message } from "../../src/local-slack/protocol.ts";
import { fails, type ModelServer, startModelServer } from "../llm/model-server.ts";
import { ADA, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";
import { answersWith, FALSE, reply, replyInTwo, trueSentences } from "../support/scripted-model.ts";

const QUESTIONS = Number(process.env["MODEL_CHAOS_QUESTIONS"] ?? 60);
const SEED = Number(process.env["CHAOS_SEED"] ?? 20_261_123);
const KILLS = 4;

const RATES = {
  "rate-limited": 0.01,
  "500-before": 0.05,
  "500-after": 0.04,
  "drop-after": 0.05,
  slow: 0.02,
  redeliver: 0.1,
  "clock-jump": 0.02,
};
const TEXTS = [
  "What is a ReplicaSet?",
  "How does the HPA decide how many replicas to run?",
  "How does a Service find its pods?",
  "What is a Pod?",
];

let model: ModelServer;
let harbor: Harbor;
beforeAll(async () => {
  model = await startModelServer();
  harbor = await openHarbor({
    LOG_LEVEL: "warn",
    OPENAI_API_KEY: "k",
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_MODEL: "scripted",
    SHIPMATE_MODEL_ANSWERS_PER_HOUR: "100000",
    SHIPMATE_MODEL_TOKENS_PER_PERSON: "100000000",
    SHIPMATE_MODEL_TOKENS_PER_DAY: "100000000",
  });
  await harbor.startBot();
}, 60_000);
afterAll(async () => {
  await harbor.close();
  await model.close();
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** So that a stream grows on its way. */
function piecemeal(text: string, everyMs: number): (string | Promise<unknown>)[] {
  return (text.match(/.{1,60}/gs) ?? []).flatMap((piece, at) => [pause((at + 1) * everyMs), piece]);
}

/** Most go well at some pace; one in eight each breaks off, does not hold up, or fails. */
function scripted(random: (below: number) => number) {
  const wrong = { text: FALSE, cites: ["autoscaling#formula"] };
  return answersWith((data) => {
    const good = trueSentences(data, 5);
    const [first, rest] = replyInTwo(good, 3);
    switch (random(8)) {
      case 0:
        return [first, pause(50), "cut"];
      case 1:
        return reply([...good.slice(0, 3), wrong, wrong, wrong, wrong]);
      default:
        return [first, ...piecemeal(rest, random(120))];
    }
  });
}

const isWhole = ({ blocks = [], streaming }: Message) =>
  !streaming && blocks.some(({ type }) => type === "context_actions");

test(
  `${QUESTIONS} questions are answered by one whole message each`,
  async () => {
    let seed = SEED % 2_147_483_647;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const script = scripted(random);
    model.script((response, seen) => (random(8) === 0 ? fails(500)(response, seen) : script(response, seen)));
    const direct = String((await harbor.post("open_dm", { user: ADA })).channel);
    await harbor.post("chaos", { seed: SEED, rates: RATES, delay_ms: 300, advance_ms: 200_000 });

    const asked: { channel: string; ts: string }[] = [];
    for (let n = 1; n <= QUESTIONS; n += 1) {
      const channel = random(3) === 0 ? STUDY : direct;
      const text = TEXTS[random(TEXTS.length)];
      asked.push({
        channel,
        ts: await harbor.say(ADA, channel === STUDY ? `@shipmate ${text}` : `${text}`, { channel }),
      });
      await pause(random(250));
      if (n % Math.floor(QUESTIONS / (KILLS + 1)) === 0 && n < QUESTIONS) {
        await harbor.killBot();
        await harbor.startBot();
      }
    }
    const answers = () => Promise.all(asked.map(({ ts, channel }) => harbor.replies(ts, ADA, channel)));
    await until("all answers", async () => (await answers()).every((found) => found.some(isWhole)), 90_000).catch(
      () => {},
    );
    await harbor.post("chaos", { stop: true });
    await harbor.quiet(2_000);

    const found = await answers();
    expect(found.map(({ length }) => length)).toEqual(asked.map(() => 1));
    expect(found.flat().filter((message) => !isWhole(message))).toEqual([]);
    expect(JSON.stringify(found)).not.toContain("Zorblax");

    // It was no idle test: streams began, grew, were refused and were replaced.
    const calls = (await harbor.journal()).filter((line) => line.kind === "api");
    const count = (method: string, ok = true) =>
      calls.filter((call) => call.method === method && (call.answer["ok"] === true) === ok).length;
    expect(count("chat.startStream")).toBeGreaterThan(QUESTIONS / 8);
    expect(count("chat.stopStream")).toBeGreaterThan(QUESTIONS / 8);
    expect(count("chat.update")).toBeGreaterThan(0);
    console.log(
      `${QUESTIONS} questions, ${KILLS} kills: ${count("chat.startStream")} streams begun, ${count("chat.stopStream")} ended, ` +
        `${count("chat.appendStream")} pieces appended and ${count("chat.appendStream", false)} not, ${count("chat.update")} edits, ${count("chat.postMessage")} posts`,
    );
  },
  120_000 + QUESTIONS * 2_000,
);
