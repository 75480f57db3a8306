/** How long a newcomer waits: from `npm start`'s own command to the page, and to the bot's being there. */
import { startProcess } from "./harness.ts";
import type { Row } from "./row.ts";

const ROUNDS = 5;

export async function measureStart(): Promise<Row[]> {
  const [page, ready]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const shipmate = await startProcess("launch.js", ["src/cli/start.ts"], /http:\/\/127/, { env: { PORT: "0" } });
    const url = /http:\/\/\S+/.exec(shipmate.said)?.[0] ?? "";
    await (await fetch(url)).text();
    page.push(performance.now() - began);
    await connected(url);
    ready.push(performance.now() - began);
    await shipmate.end();
  }
  const median = (sample: number[]) => sample.toSorted((a, b) => a - b)[Math.floor(sample.length / 2)] ?? Number.NaN;
  return [
    { name: "start to a page that answers, median (2000)", value: median(page), unit: "ms" },
    { name: "start to a connected bot, median", value: median(ready), unit: "ms" },
  ];
}

async function connected(url: string): Promise<void> {
  for (;;) {
    const health = (await (await fetch(`${url}/control/health`)).json()) as { connected: boolean };
    if (health.connected) return;
    await new Promise((done) => setTimeout(done, 10));
  }
}
