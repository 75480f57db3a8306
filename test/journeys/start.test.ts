// The start waits out what passes by itself, and says what it waits for; what does not pass ends it at once.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ADA, type Harbor, openHarbor, until } from "../support/harbor.ts";

let harbor: Harbor;
beforeEach(async () => void (harbor = await openHarbor({ LOG_LEVEL: "warn" })), 30_000);
afterEach(() => harbor.close());

const waits = () => harbor.logs().match(/waiting for Slack: [\w.]+/g) ?? [];
const callsOf = async (method: string) =>
  (await harbor.journal()).filter((line) => line.kind === "api" && line.method === method);

describe("a start", () => {
  test.each([
    ["auth.test", "500-before"],
    ["auth.test", "rate-limited"],
    ["apps.connections.open", "drop-after"],
  ])(
    "with %s %s goes on when that has passed",
    async (method, fault) => {
      await harbor.post("faults", { method, fault, count: 2 });
      await harbor.startBot();
      expect(waits()).toEqual(Array.from({ length: 2 }, () => `waiting for Slack: ${method}`));
      const ts = await harbor.say(ADA, "@shipmate What is a ReplicaSet?");
      expect((await harbor.reply(ts)).text).toMatch(/ReplicaSet/);
    },
    30_000,
  );

  test("against a Slack that stays away says so and ends", async () => {
    await harbor.post("faults", { method: "auth.test", fault: "500-before", count: 100 });
    await expect(harbor.startBot()).rejects.toThrow(/the process ended/);
    await until("the sentence", async () => /Slack cannot be reached \(.*\): check the network/.test(harbor.logs()));
    expect(waits().length).toBeGreaterThanOrEqual(3);
    expect(await callsOf("auth.test")).toHaveLength(waits().length + 1);
  }, 30_000);

  test("with a token that was revoked waits for nothing", async () => {
    const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
    await harbor.post("uninstall", {});
    const start = harbor.startAgainstSlack({ SLACK_BOT_TOKEN: app["bot_token"] ?? "" });
    await expect(start).rejects.toThrow(/the process ended/);
    await until("the sentence", async () => /Slack refused SLACK_BOT_TOKEN \(\w+\)/.test(harbor.logs()));
    expect(waits()).toEqual([]);
    expect(await callsOf("auth.test")).toHaveLength(1);
  }, 30_000);
});
