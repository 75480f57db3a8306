/** Where an adapter writes down what it compared: rows that pass or fail, and what is left out with the reason. */
import { isDeepStrictEqual } from "node:util";

export type Check = {
  /** Deep and strict. `what` says which part of the row it is. */
  equal(actual: unknown, expected: unknown, what?: string): void;
  /** Numbers that may differ by `tolerance`, inclusive. */
  within(actual: number | undefined, expected: number, tolerance: number, what?: string): void;
  ok(holds: boolean, what: string): void;
};

export type Failure = { row: string; message: string };

export type Sheet = {
  /** One row of a table, or one comparison of a trace. It passes when it checks something, every check holds and nothing is thrown. */
  row(name: string, compare: (check: Check) => void, group?: string): void;
  /** Rows that are not run: how many and why (they carry function values, or speak of what no lab can show). */
  leaveOut(name: string, count: number, reason: string): void;
  /** A row of a group that ours cannot have: `what` is what it lacks. */
  outside(group: string, what: string): void;
};

/** How the rows of a group went: `outside` by what ours lacks. */
export type Group = { agree: number; differ: number; first?: Failure; outside: Map<string, number> };

export type Result = {
  passed: number;
  total: number;
  failures: Failure[];
  leftOut: { name: string; count: number; reason: string }[];
  /** By name, for rows that have a group. */
  groups: Map<string, Group>;
};

const LONGEST = 600;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}... (${text.length} characters)` : text;
}

function createCheck() {
  const wrong: string[] = [];
  let checks = 0;
  const note = (holds: boolean, what: string, text: () => string) => {
    checks++;
    if (!holds) wrong.push(`${what ? `${what}: ` : ""}${text()}`);
  };
  const check: Check = {
    equal: (actual, expected, what = "") =>
      note(isDeepStrictEqual(actual, expected), what, () => `expected ${show(expected)}, got ${show(actual)}`),
    within: (actual, expected, tolerance, what = "") =>
      note(
        actual !== undefined && Math.abs(actual - expected) <= tolerance,
        what,
        () => `expected ${expected} within ${tolerance}, got ${actual}`,
      ),
    ok: (holds, what) => note(holds, what, () => "does not hold"),
  };
  return { check, wrong, checks: () => checks };
}

export function createSheet(): { sheet: Sheet; result: () => Result } {
  const result: Result = { passed: 0, total: 0, failures: [], leftOut: [], groups: new Map() };
  const groupOf = (name: string) => {
    const group: Group = result.groups.get(name) ?? { agree: 0, differ: 0, outside: new Map() };
    result.groups.set(name, group);
    return group;
  };
  const tally = (name: string, failure: Failure | undefined) => {
    const group = groupOf(name);
    if (failure) group.differ++;
    else group.agree++;
    if (failure) group.first ??= failure;
  };
  const outside: Sheet["outside"] = (name, what) => {
    const group = groupOf(name);
    group.outside.set(what, (group.outside.get(what) ?? 0) + 1);
  };
  const row: Sheet["row"] = (name, compare, group) => {
    const { check, wrong, checks } = createCheck();
    try {
      compare(check);
      if (checks() === 0) wrong.push("the row compares nothing");
    } catch (error) {
      wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    result.total++;
    if (wrong.length === 0) result.passed++;
    const failure = wrong.length === 0 ? undefined : { row: name, message: wrong.join("\n") };
    if (failure) result.failures.push(failure);
    if (group !== undefined) tally(group, failure);
  };
  return {
    sheet: { row, outside, leaveOut: (name, count, reason) => void result.leftOut.push({ name, count, reason }) },
    result: () => result,
  };
}
