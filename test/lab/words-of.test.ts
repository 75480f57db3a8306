import { expect, test } from "@jest/globals";
import { latency } from "../../src/lab/words-of.ts";

test("nothing is said of the latency where nobody was answered", () => {
  expect(latency({ p95: 0, errorRate: 1 })).toBe("-");
  expect(latency({ p95: 148.4, errorRate: 0.6 })).toBe("148 ms");
  expect(latency({ p95: 2310, errorRate: 0 })).toBe("2.3 s");
});
