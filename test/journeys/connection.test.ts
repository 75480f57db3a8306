// A socket ends, politely or not, and the bot is there again before anybody notices.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { ADA, type Harbor, openHarbor, until } from "../support/harbor.ts";

let harbor: Harbor;
beforeEach(async () => {
  harbor = await openHarbor({ LOG_LEVEL: "warn" });
  await harbor.startBot();
}, 30_000);
afterEach(() => harbor.close());

const isConnected = async () =>
  ((await (await fetch(`${harbor.url()}/control/health`)).json()) as { connected: boolean }).connected;
const opened = async () =>
  (await harbor.journal()).filter((line) => line.kind === "api" && line.method === "apps.connections.open").length;

describe("a socket that ends", () => {
  test.each(["kill", "disconnect", "warning"] as const)("by %s is opened again within two seconds", async (how) => {
    const before = await opened();
    await harbor.post("drop", { how });
    await until("the next address", async () => (await opened()) > before, 2000);
    await until("a socket", isConnected, 2000);
    expect((await harbor.reply(await harbor.say(ADA, "@shipmate What is a ReplicaSet?"))).text).toMatch(/ReplicaSet/);
  });

  test("while Slack has an error of its own is opened again when that has passed", async () => {
    await harbor.post("faults", { method: "apps.connections.open", fault: "500-before", count: 3 });
    await harbor.post("drop", { how: "kill" });
    await until(
      "three failures in the log",
      async () => (harbor.logs().match(/no socket to Slack yet/g) ?? []).length === 3,
    );
    await until("a socket", isConnected, 5000);
    expect((await harbor.reply(await harbor.say(ADA, "@shipmate What is a ReplicaSet?"))).text).toMatch(/ReplicaSet/);
  }, 30_000);

  test("again and again is opened more slowly, but for as long as Slack greets never after more than two seconds", async () => {
    for (let cut = 0; cut < 7; cut += 1) {
      await harbor.post("drop", { how: "kill" });
      await until("none", async () => !(await isConnected()), 2000);
      await until("a socket", isConnected, 4000);
    }
    expect((await harbor.reply(await harbor.say(ADA, "@shipmate What is a ReplicaSet?"))).text).toMatch(/ReplicaSet/);
  }, 30_000);
});
