import { describe, expect, test } from "@jest/globals";
import { type Lane, LANE_LIMITS, admit } from "../../src/school/lanes.ts";

const LIMITS = { workspace: { burst: 3, perSecond: 2 }, channel: { burst: 2, perSecond: 1 } };
const post = (team: string, channel: string) => ({ team, destination: { kind: "message", channel } }) as const;
const channels = (admitted: readonly ReturnType<typeof post>[]) =>
  admitted.map(({ destination }) => destination.channel).join(" ");

/** Everything that leaves in order of time, when what is held tries again each 100 ms. */
function play(wanted: ReturnType<typeof post>[], untilMs: number): { at: number; channel: string; team: string }[] {
  const lanes = new Map<string, Lane>();
  const left: { at: number; channel: string; team: string }[] = [];
  let waiting = wanted;
  for (let now = 0; now <= untilMs; now += 100) {
    const { admitted, lanes: after } = admit(waiting, lanes, now, LIMITS);
    for (const [name, lane] of after) lanes.set(name, lane);
    left.push(...admitted.map(({ team, destination }) => ({ at: now, channel: destination.channel, team })));
    waiting = waiting.filter((each) => !admitted.includes(each));
  }
  return left;
}

describe("a lane", () => {
  test("lets a burst through at once, and then one at a time", () => {
    const left = play(
      Array.from({ length: 9 }, (_, i) => post("T1", `C${i}`)),
      10_000,
    );
    expect(left.map(({ at }) => at)).toEqual([0, 0, 0, 500, 1000, 1500, 2000, 2500, 3000]);
  });

  test("of a channel lets one a second through, and the others of its workspace pass by", () => {
    const left = play([post("T1", "C1"), post("T1", "C1"), post("T1", "C1"), post("T1", "C2")], 5000);
    expect(left.map(({ at, channel }) => `${at} ${channel}`)).toEqual(["0 C1", "0 C1", "0 C2", "1000 C1"]);
  });

  test("of one workspace is nothing to another", () => {
    const storm = Array.from({ length: 50 }, (_, i) => post("T1", `C${i}`));
    const left = play([...storm, post("T2", "C1")], 0);
    expect(left.filter(({ team }) => team === "T2")).toHaveLength(1);
  });

  test("never holds more than its burst, however long it rested, nor less when the clock is set back", () => {
    const used = admit([post("T1", "C1")], new Map(), 0, LIMITS).lanes;
    const rested = Array.from({ length: 9 }, (_, i) => post("T1", `C${i}`));
    expect(channels(admit(rested, used, 3600_000, LIMITS).admitted)).toBe("C0 C1 C2");
    expect(admit([post("T1", "C2")], used, -3600_000, LIMITS).admitted).toHaveLength(1);
  });

  test("says when it is free again", () => {
    const { lanes } = admit([post("T1", "C1"), post("T1", "C1")], new Map(), 1000, LIMITS);
    expect(lanes.get("T1 C1")).toEqual({ tokens: 0, at: 1000, freeAt: 2000 });
    expect(lanes.get("T1")).toEqual({ tokens: 1, at: 1000, freeAt: 1000 });
  });

  test("is not driven in by edits and private words", () => {
    const edit = { team: "T1", destination: { kind: "edit", channel: "C1", ts: "1.0" } } as const;
    const secret = { team: "T1", destination: { kind: "private", channel: "C1", user: "U1" } } as const;
    const many = Array.from({ length: 100 }, (_, i) => (i % 2 ? edit : secret));
    const { admitted, lanes } = admit(many, new Map(), 0, LIMITS);
    expect(admitted).toHaveLength(100);
    expect(lanes.size).toBe(0);
  });

  test("is as wide as Slack allows: one message a second to a channel, some hundreds a minute to a workspace", () => {
    expect(LANE_LIMITS.channel.perSecond).toBe(1);
    expect(LANE_LIMITS.workspace.perSecond * 60).toBeGreaterThan(200);
    expect(LANE_LIMITS.workspace.perSecond * 60).toBeLessThan(300);
  });
});
