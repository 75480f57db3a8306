/**
 * From a mention to the posted answer, through the whole local Slack, beside an echo bot that makes the same calls; and memory after it. In
 * brackets stands what DESIGN asks for: the 95th percentile at most 25 ms above the echo bot's, 150 MB for the bot, 90 for the local Slack.
 */
import { setTimeout as pause } from "node:timers/promises";
import { LOCAL_SLACK_ENV, LOCAL_SLACK_FLAGS } from "../local-slack.ts";
import { type Running, residentMb, say, startProcess, watchReplies } from "./harness.ts";
import { type Row, percentile } from "./row.ts";

const ROUNDS = 100;
const WARM_UP = 10;
/** As often as Slack takes messages to one channel, and so as often as the bot posts them. */
const PACE_MS = 1_050;
const QUESTIONS = [
  "@shipmate How does the HPA decide how many replicas to run?",
  "@shipmate What is the difference between Kubernetes and Docker Swarm?",
  "@shipmate Why is my pod Pending?",
  "@shipmate What does etcd store?",
  "@shipmate How do I scale a service in Docker Swarm?",
];

type Pair = { slack: Running; bot: Running; ask(text: string): Promise<number> };

export async function measureMention(): Promise<Row[]> {
  const real = await open((url) =>
    // As `npm start` does it.
    startProcess("launch.js", ["src/cli/start.ts"], /nothing leaves/, { env: { SHIPMATE_LOCAL_SLACK: url } }),
  );
  const echo = await open((url) => startProcess("src/cli/bench/echo-bot.ts", [url], /echo is ready/));
  const [answered, echoed]: [number[], number[]] = [[], []];
  // In turns, so that a noisy neighbour disturbs both alike.
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const text = QUESTIONS[round % QUESTIONS.length] ?? "";
    const next = pause(PACE_MS);
    const [ours, theirs] = [await real.ask(text), await echo.ask(text)];
    await next;
    if (round < WARM_UP) continue;
    answered.push(ours);
    echoed.push(theirs);
  }
  const memory = [
    residentMb(real.bot.child.pid),
    residentMb(real.slack.child.pid),
    residentMb(echo.bot.child.pid),
  ] as const;
  for (const { bot, slack } of [real, echo]) {
    await bot.end();
    await slack.end();
  }
  const compare = (name: string, share: number): Row => {
    const [value, baseline] = [percentile(answered, share), percentile(echoed, share)];
    return { name, value, unit: "ms", baseline, ratio: value / baseline, beside: "echo bot, same calls" };
  };
  return [
    compare("mention to posted answer, median", 0.5),
    compare("mention to posted answer, p95", 0.95),
    {
      name: "mention to posted answer, p95 above the echo bot (25)",
      value: percentile(answered, 0.95) - percentile(echoed, 0.95),
      unit: "ms",
    },
    {
      name: `bot after ${ROUNDS} questions (150)`,
      value: memory[0],
      unit: "MB",
      baseline: memory[2],
      ratio: memory[0] / memory[2],
      beside: "echo bot",
    },
    { name: `local Slack after ${ROUNDS} questions (90)`, value: memory[1], unit: "MB" },
  ];
}

async function open(startBot: (url: string) => Promise<Running>): Promise<Pair> {
  const slack = await startProcess(
    "src/local-slack/main.ts",
    ["--port", "0", "--fresh", "--manifest", "manifest.json"],
    /"url"/,
    { flags: LOCAL_SLACK_FLAGS, env: LOCAL_SLACK_ENV },
  );
  const { url } = JSON.parse(slack.said) as { url: string };
  const replied = await watchReplies(url);
  const bot = await startBot(url);
  return {
    slack,
    bot,
    async ask(text) {
      const began = performance.now();
      return (await replied(await say(url, text))) - began;
    },
  };
}
