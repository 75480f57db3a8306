import { describe, expect, test } from "@jest/globals";
import {
  LEASE_MS,
  REQUEST_TIMEOUT_MS,
  claim,
  isFenced,
  mustReconcile,
  owe,
  settle,
} from "../../src/school/delivery.ts";

const owed = owe({ id: "d1", team: "T1", destination: { kind: "message", channel: "C1" }, content: { kind: "help" } });
const claimed = claim(owed, "one", 1000, 500);

describe("a delivery", () => {
  test("is posted without looking the first time, and looked for ever after", () => {
    expect(mustReconcile(claimed)).toBe(false);
    expect(mustReconcile(claim(claimed, "two", 1000 + LEASE_MS, 900))).toBe(true);
  });

  test("need not be looked for where a second one does no harm", () => {
    const edit = { ...claim(claimed, "two", 0, 0), destination: { kind: "edit", channel: "C1", ts: "1.0" } } as const;
    expect(mustReconcile(edit)).toBe(false);
  });

  test("keeps the business time of its first attempt", () => {
    expect(claim(claimed, "two", 99_000, 900)).toMatchObject({
      firstAttemptAt: 500,
      attempts: 2,
      leaseUntil: 99_000 + LEASE_MS,
    });
  });

  test("is sent when Slack says so or when it is found there", () => {
    expect(settle(claimed, { kind: "accepted", ts: "1.5" }, 0)).toMatchObject({
      status: "sent",
      ts: "1.5",
      reconciled: false,
    });
    expect(settle(claimed, { kind: "found", ts: "1.5" }, 0)).toMatchObject({
      status: "sent",
      ts: "1.5",
      reconciled: true,
    });
  });

  test("waits as long as Slack tells it to, and was certainly not sent", () => {
    const waiting = settle(claimed, { kind: "rate-limited", retryAfterMs: 3000 }, 1000);
    expect(waiting).toMatchObject({ status: "pending", notBefore: 4000 });
    expect(mustReconcile(claim(waiting, "one", 5000, 0))).toBe(false);
  });

  test("is given up when Slack refuses it", () => {
    expect(settle(claimed, { kind: "refused", error: "is_archived" }, 0)).toMatchObject({
      status: "dead",
      problem: "is_archived",
    });
  });

  test("stays under way when nobody knows whether Slack took it, ever more patiently, but not for ever", () => {
    const unclear = settle(claimed, { kind: "unclear", error: "timeout" }, 1000);
    expect(unclear).toMatchObject({ status: "sending", maybeSent: true });
    expect(unclear.leaseUntil).toBeGreaterThan(1000);
    expect(mustReconcile(unclear)).toBe(true);
    let delivery = claimed;
    for (let tries = 0; tries < 5000 && delivery.status !== "dead"; tries += 1)
      delivery = settle(claim(delivery, "one", 0, 0), { kind: "unclear", error: "timeout" }, 0);
    expect(delivery).toMatchObject({
      status: "dead",
      problem: expect.stringMatching(/gave up after 1500 attempts: timeout/),
    });
  });

  test("outlives an outage of hours", () => {
    let [delivery, now] = [claimed, 0];
    while (now < 6 * 3600_000) {
      delivery = settle(claim(delivery, "one", now, now), { kind: "unclear", error: "no network" }, now);
      expect(delivery.status).toBe("sending");
      expect(delivery.leaseUntil - now).toBeLessThanOrEqual(60_000);
      now = delivery.leaseUntil;
    }
  });

  test("that was claimed and not tried is as it was before", () => {
    expect(settle(claimed, { kind: "untried" }, 5)).toMatchObject({ status: "pending", attempts: 0, maybeSent: false });
    const again = claim(settle(claimed, { kind: "unclear", error: "x" }, 5), "one", 5, 5);
    expect(settle(again, { kind: "untried" }, 9)).toMatchObject({ status: "sending", attempts: 1, maybeSent: true });
  });

  test("is not begun when the lease could end before the request does", () => {
    expect(isFenced(0)).toBe(false);
    expect(isFenced(LEASE_MS - REQUEST_TIMEOUT_MS)).toBe(true);
  });
});
