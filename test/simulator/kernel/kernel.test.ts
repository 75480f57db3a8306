import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createBucket, CONTROLLER_MANAGER_LIMIT } from "../../../src/simulator/kernel/bucket.ts";
import { createLoop } from "../../../src/simulator/kernel/loop.ts";
import { createQueue, INFORMER_LAG_MS } from "../../../src/simulator/kernel/queue.ts";
import { createRandom } from "../../../src/simulator/kernel/random.ts";
import { createTrace } from "../../../src/simulator/kernel/trace.ts";

const limits = { events: 10_000, spanMs: 1_000_000 };

describe("the event loop", () => {
  test("takes events in the order of time, then priority, then sequence", () => {
    const event = fc.record({ time: fc.integer({ min: 0, max: 20 }), priority: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const loop = createLoop(limits);
        const taken: number[] = [];
        for (const [index, { time, priority }] of events.entries()) loop.at(time, () => taken.push(index), priority);
        loop.run(20);
        const order = events.map((given, index) => ({ ...given, index }));
        order.sort((a, b) => a.time - b.time || a.priority - b.priority || a.index - b.index);
        expect(taken).toEqual(order.map(({ index }) => index));
      }),
    );
  });

  test("stops at any instant and goes on from there", () => {
    const loop = createLoop(limits);
    const taken: number[] = [];
    const turn = () => {
      taken.push(loop.now());
      loop.after(10, turn);
    };
    loop.at(5, turn);
    loop.run(24);
    expect([loop.now(), ...taken]).toEqual([24, 5, 15]);
    loop.run(25);
    expect(taken).toEqual([5, 15, 25]);
  });

  test("is bounded, and says by what", () => {
    const loop = createLoop({ events: 10, spanMs: 1_000 });
    const forever = () => loop.after(0, forever);
    forever();
    expect(() => loop.run(1)).toThrow(new RangeError("The simulation took 10 events by 0 ms, the most allowed."));
    expect(() => loop.run(1_001)).toThrow(RangeError);
    expect(() => loop.at(0.5, forever)).toThrow(RangeError);
    const other = createLoop(limits);
    other.run(5);
    expect(() => other.run(4)).toThrow(new RangeError("Simulated time cannot run back to 4 ms: it is 5 ms already."));
  });
});

describe("the rest of the kernel", () => {
  test("a key that is added often is worked on once, after the informer's lag", () => {
    const loop = createLoop(limits);
    const worked: [string, number][] = [];
    const queue = createQueue(loop, (key) => worked.push([key, loop.now()]));
    for (let i = 0; i < 5; i++) queue.add("web");
    loop.run(1_000);
    expect(worked).toEqual([["web", INFORMER_LAG_MS]]);
  });

  test("the token bucket lets a burst of 30 go, then 20 a second", () => {
    const bucket = createBucket(CONTROLLER_MANAGER_LIMIT);
    const times = Array.from({ length: 70 }, () => bucket.take(0));
    expect(times[29]).toBe(0);
    expect(times[30]).toBe(50);
    expect(times[69]).toBe(2_000);
  });

  test("the generator is even and repeats itself by its seed", () => {
    const draws = (seed: string) => {
      const random = createRandom(seed);
      return Array.from({ length: 10_000 }, () => random.below(10));
    };
    expect(draws("a")).toEqual(draws("a"));
    expect(draws("a")).not.toEqual(draws("b"));
    for (let digit = 0; digit < 10; digit++) {
      const count = draws("a").filter((drawn) => drawn === digit).length;
      expect(Math.abs(count - 1_000)).toBeLessThan(150);
    }
  });

  test("the trace is 64-bit FNV-1a", () => {
    const reference = (text: string) => {
      let hash = 0xcbf29ce484222325n;
      for (const unit of text) hash = ((hash ^ BigInt(unit.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn;
      return hash.toString(16).padStart(16, "0");
    };
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme-ascii" })), (lines) => {
        const trace = createTrace();
        for (const line of lines) trace.add(line);
        expect(trace.digest()).toBe(reference(lines.map((line) => `${line}\n`).join("")));
      }),
    );
  });
});
