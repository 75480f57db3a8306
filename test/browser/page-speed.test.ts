// How fast the local Slack's page is, printed; only generous bounds are demanded here, the exact ones belong to the bench.
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  clicksShown,
  fillChannel,
  firstMessages,
  framesWhileScrolling,
  median,
  pageSizes,
} from "../../src/cli/bench/page-measure.ts";
import { percentile } from "../../src/cli/bench/row.ts";
import { chromiumProgram } from "../support/browser.ts";
import { openStage, type Stage } from "./page-stage.ts";

jest.setTimeout(90_000);

const program = chromiumProgram();
const inBrowser = program || process.env["CI"] ? describe : describe.skip;

const print = (what: string, value: number, unit: string) =>
  process.stderr.write(`${what}: ${value.toFixed(1)} ${unit}\n`);

inBrowser("the page's figures (skipped where Chromium is not installed)", () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(program ?? "", { withApp: false });
  }, 60_000);
  afterAll(async () => stage?.close());

  test("its script weighs at most 60 kB", async () => {
    const { script, style } = await pageSizes(stage.url);
    print("script, gzipped", script, "kB");
    print("style sheet, gzipped", style, "kB");
    expect(script).toBeLessThanOrEqual(60);
  });

  test("five hundred messages: the first paint, and a click", async () => {
    await fillChannel(stage.url, 500);
    const painted = median(await firstMessages(stage.browser, stage.url, 5));
    print("first paint with 500 messages, median", painted, "ms");
    const shown = median(await clicksShown(stage.browser, stage.url, 20));
    print("a click shown, median", shown, "ms");
    expect(painted).toBeLessThan(3000);
    expect(shown).toBeLessThan(500);
  });

  test("ten thousand messages are scrolled through, few of them drawn at a time", async () => {
    await fillChannel(stage.url, 10_000);
    const { frames, pixels, drawn } = await framesWhileScrolling(stage.browser, stage.url, 100);
    print("frames while scrolling, 99 of 100 within", percentile(frames, 0.99), "ms");
    print("frames while scrolling, worst", Math.max(...frames), "ms");
    expect(pixels).toBeGreaterThan(50_000);
    expect(drawn).toBeLessThan(100);
    expect(percentile(frames, 0.95)).toBeLessThan(250);
  });
});
