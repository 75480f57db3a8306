// A post that Slack took while its reply was lost, where the channel's history cannot be read: Slack's own event settles it, at once.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ADA, type Harbor, openHarbor, until } from "../support/harbor.ts";

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
}, 30_000);
afterAll(() => harbor.close());

/** What became of the bot's deliveries whose ids begin so. */
function deliveries(prefix: string) {
  const database = new DatabaseSync(join(harbor.folder, "local.db"), { readOnly: true });
  try {
    const rows = database.prepare("select status, reconciled, attempts, ts from deliveries where id like ?");
    return rows.all(`${prefix}%`).map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

test.each([
  ["is cut off", "drop-after"],
  ["never comes", "hang"],
  ["says 500", "500-after"],
])(
  "a quiz whose reply %s is settled within a second",
  async (_, fault) => {
    const before = new Set((await harbor.messages()).map(({ ts }) => ts));
    const known = deliveries("quiz:now:").length;
    for (const method of ["conversations.history", "conversations.replies"])
      await harbor.post("faults", { method, fault: "500-before", count: 100 });
    await harbor.post("faults", { method: "chat.postMessage", fault, count: 1 });
    await harbor.command(ADA, "quiz now autoscaling-formula-ratio");
    const quizzes = async () =>
      (await harbor.messages()).filter(({ ts, text }) => !before.has(ts) && text.startsWith("Quiz: "));
    const [quiz] = await until("the quiz", async () => {
      const found = await quizzes();
      return found.length > 0 && found;
    });
    const taken = Date.now();
    const delivery = await until("that it is settled", async () => {
      const rows = deliveries("quiz:now:").slice(known);
      return rows[0]?.["status"] === "sent" && rows[0];
    });
    expect(Date.now() - taken).toBeLessThan(1_000);
    expect(delivery).toEqual({ status: "sent", reconciled: 1, attempts: 1, ts: quiz!.ts });
    // Longer than the request may take, so that whatever would follow a lost reply has followed.
    if (fault === "hang") await new Promise((done) => setTimeout(done, 11_000));
    await harbor.quiet(1_500);
    expect(await quizzes()).toHaveLength(1);
    const calls = (await harbor.journal()).flatMap((line) => (line.kind === "api" ? [line.method] : []));
    expect(calls).not.toContain("conversations.history");
  },
  40_000,
);
