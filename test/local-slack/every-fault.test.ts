// Every fault of the contract, asked for once by a switch and drawn by chance from a seed; what is seen of it is the same both times.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { FaultRequest } from "../../src/local-slack/protocol-requests.ts";
import { ADA, openSlack, STUDY, until } from "./control.ts";
import { connectRaw, eventsOf, type RawSocket } from "./raw-socket.ts";

type FaultName = FaultRequest["fault"];

let slack: Awaited<ReturnType<typeof openSlack>>;
let app: RawSocket;

beforeEach(async () => {
  slack = await openSlack({ patienceMs: 200 });
  app = await connectRaw(slack);
});
afterEach(async () => {
  app.socket.terminate();
  await slack.slack.close();
});

const posts = async () => (await slack.messages(`channel=${STUDY}`)).filter(({ text }) => text === "posted");

/** Calls chat.postMessage once, for at most a second: what its caller hears, and whether the message is there. */
async function post() {
  const { bot_token, api_url } = await slack.tokens();
  const headers = { authorization: `Bearer ${bot_token}`, "content-type": "application/json" };
  const body = JSON.stringify({ channel: STUDY, text: "posted" });
  const signal = AbortSignal.timeout(1000);
  const heard = await fetch(`${api_url}chat.postMessage`, { method: "POST", headers, body, signal }).then(
    ({ status, headers: got }) => `${status}${got.has("retry-after") ? " with Retry-After" : ""}`,
    (error: Error) => (error.name === "TimeoutError" ? "nothing" : "a cut connection"),
  );
  return { heard, posted: (await posts()).length };
}

const reactions = () => eventsOf(app.frames, "reaction_added");

/** A person reacts, which sends the app one event. */
async function react() {
  const [message] = await slack.messages(`channel=${STUDY}`);
  await slack.post("react", { user: ADA, channel: STUDY, ts: String(message?.ts), name: "ship" });
}

const again = () =>
  until(async () => (reactions().length === 2 ? reactions().map((each) => each.retry_attempt) : false));
const ended = () => until(() => app.socket.readyState === app.socket.CLOSED);
const leapt = () => until(async () => (await slack.get<{ offset_ms: number }>("clock")).offset_ms);

// Complete by the compiler's own proof: a fault without a case here breaks the build.
const SEEN: Record<FaultName, { look: () => Promise<unknown>; is: unknown }> = {
  "rate-limited": { look: post, is: { heard: "429 with Retry-After", posted: 0 } },
  "500-before": { look: post, is: { heard: "500", posted: 0 } },
  "500-after": { look: post, is: { heard: "500", posted: 1 } },
  "drop-after": { look: post, is: { heard: "a cut connection", posted: 1 } },
  hang: { look: post, is: { heard: "nothing", posted: 1 } },
  slow: { look: post, is: { heard: "200", posted: 1 } },
  redeliver: { look: () => react().then(again), is: [0, 1] },
  "late-ack": { look: () => react().then(again), is: [0, 1] },
  disconnect: { look: () => react().then(ended), is: true },
  kill: { look: () => react().then(ended), is: true },
  "clock-jump": { look: () => react().then(leapt), is: 60_000 },
};

const calls: FaultName[] = ["rate-limited", "500-before", "500-after", "drop-after", "hang", "slow"];
const methodOf = (fault: FaultName) => (calls.includes(fault) ? "chat.postMessage" : "events_api");

/** Of a half chance, each draws the fault the first time and not the next three: it comes at once, and leaves something to look at. */
const seedOf = (fault: FaultName): number => (calls.includes(fault) ? 26 : 19);

const ways = ["by switch", "by seed"] as const;
const cases = ways.flatMap((way) => Object.keys(SEEN).map((fault) => [fault as FaultName, way] as const));

test.each(cases)("%s, %s", async (fault, way) => {
  await slack.post("say", { user: ADA, channel: STUDY, text: "before" });
  await until(async () => (await slack.get<{ queued: number }>("health")).queued === 0);
  if (way === "by switch") await slack.post("faults", { method: methodOf(fault), fault, delay_ms: 50 });
  else await slack.post("chaos", { seed: seedOf(fault), rates: { [fault]: 0.5 }, delay_ms: 50 });
  expect(await SEEN[fault].look()).toEqual(SEEN[fault].is);
  const lines = (await slack.journal()).filter((line) => "fault" in line && line.fault === fault);
  expect(lines).toHaveLength(1);
});
