/** Facts of Marathon's src/test/scala/mesosphere/mesos/ConstraintsTest.scala: offers, instances that are placed, and whether they go together. */
import { describe, expect, test } from "@jest/globals";
import { chooseByGroups } from "../../../src/simulator/mesos/marathon/kill-order.ts";
import { meetsConstraint, type Constraint, type Placed } from "../../../src/simulator/mesos/marathon/constraints.ts";
import { makeApp, makeInstance } from "./marathon-make.ts";

type Attributes = Record<string, string>;

const on = (agent: string, attributes: Attributes = {}): Placed => ({ agent, attributes, wanted: 5 });
const offer = (agent: string, attributes: Attributes = {}) => ({ agent, attributes });
const racks = (...numbers: number[]) => numbers.map((number) => on("host", { rackid: `rack-${number}` }));
const rack = (number: number) => offer("foohost", { foo: "bar", rackid: `rack-${number}` });
const hosts = (...numbers: number[]) => numbers.map((number) => on(`host${number}`));

type Row = [what: string, constraint: Constraint, placed: Placed[], from: ReturnType<typeof offer>, meets: boolean];

const ROWS: Row[] = [
  // "UniqueHostConstraint"
  ["CLUSTER on hosts: the first goes anywhere", ["hostname", "CLUSTER"], [], offer("foohost"), true],
  ["CLUSTER on another host than the named", ["hostname", "CLUSTER", "right.com"], [], offer("wrong.com"), false],
  ["UNIQUE: the first goes anywhere", ["hostname", "UNIQUE"], [], offer("host2"), true],
  ["UNIQUE: a fourth host", ["@hostname", "UNIQUE"], hosts(1, 2, 3), offer("host4"), true],
  ["UNIQUE: a host that has one", ["@hostname", "UNIQUE"], hosts(1, 2, 3), offer("host2"), false],
  // "Generic property constraints"
  ["CLUSTER on a fresh rack", ["rackid", "CLUSTER"], [], rack(1), true],
  ["CLUSTER on the same rack", ["rackid", "CLUSTER"], racks(1, 1), rack(1), true],
  ["CLUSTER on another rack", ["rackid", "CLUSTER"], racks(1, 1), rack(2), false],
  ["CLUSTER without the attribute", ["rackid", "CLUSTER"], [], offer("foohost"), false],
  ["UNIQUE on a fresh rack", ["rackid", "UNIQUE"], racks(1, 2), rack(3), true],
  ["UNIQUE on a rack that has one", ["rackid", "UNIQUE"], racks(1, 2), rack(1), false],
  ["UNIQUE without the attribute", ["rackid", "UNIQUE"], [], offer("foohost"), false],
  // "AttributesLikeByConstraints", "AttributesUnlikeByConstraints", "AttributesTypes"
  ["LIKE 7 with 6", ["jdk", "LIKE", "7"], [], offer("foohost", { jdk: "6" }), false],
  ["LIKE 7 with 7", ["jdk", "LIKE", "7"], [], offer("foohost", { jdk: "7" }), true],
  ["LIKE without the attribute", ["jdk", "LIKE", "7"], [], offer("foohost"), false],
  ["UNLIKE 7 with 6", ["jdk", "UNLIKE", "7"], [], offer("foohost", { jdk: "6" }), true],
  ["UNLIKE 7 with 7", ["jdk", "UNLIKE", "7"], [], offer("foohost", { jdk: "7" }), false],
  ["UNLIKE without the attribute", ["jdk", "UNLIKE", "7"], [], offer("foohost"), true],
  ["LIKE is a pattern for the whole", ["jdk", "LIKE", "\\[6-7\\]"], [], offer("foohost", { jdk: "[5-7]" }), false],
  ["CLUSTER 7 with 6", ["jdk", "CLUSTER", "7"], [on("host", { jdk: "7" })], offer("foohost", { jdk: "6" }), false],
  // "RackGroupedByConstraints", five instances
  ["GROUP_BY 2: the first", ["rackid", "GROUP_BY", "2"], [], rack(1), true],
  ["GROUP_BY 2: a third on one rack, 5 = 3 + 2", ["rackid", "GROUP_BY", "2"], racks(1, 1), rack(1), true],
  ["GROUP_BY 4: a second on one rack, 5 = 2 + 1 + 1 + 1", ["rackid", "GROUP_BY", "4"], racks(1), rack(1), true],
  ["GROUP_BY 2: no fourth", ["rackid", "GROUP_BY", "2"], racks(1, 1, 1), rack(1), false],
  ["GROUP_BY 4: no third", ["rackid", "GROUP_BY", "4"], racks(1, 1), rack(1), false],
  ["GROUP_BY 2: a second rack", ["rackid", "GROUP_BY", "2"], racks(1), rack(2), true],
  ["GROUP_BY 4: only one rack has two", ["rackid", "GROUP_BY", "4"], racks(1, 1, 2), rack(2), false],
  ["GROUP_BY 2: the last", ["rackid", "GROUP_BY", "2"], racks(1, 1, 1, 2), rack(2), true],
  ["GROUP_BY 2: no third rack", ["rackid", "GROUP_BY", "2"], racks(1, 2), rack(3), false],
  ["GROUP_BY without the attribute", ["rackid", "GROUP_BY", "2"], [], offer("foohost"), false],
  // docs/docs/constraints.md: without a number, even over the racks that offers have come from
  ["GROUP_BY: evens out", ["rackid", "GROUP_BY"], racks(1, 1, 2), rack(2), true],
  ["GROUP_BY: not on the fullest", ["rackid", "GROUP_BY"], racks(1, 1, 2), rack(1), false],
  ["GROUP_BY: a new rack", ["rackid", "GROUP_BY"], racks(1, 1, 2, 2), rack(3), true],
  // "HostnameMaxPerConstraints", "RackMaxPerConstraints"
  ["MAX_PER 2: a fresh host", ["hostname", "MAX_PER", "2"], [], offer("host1"), true],
  ["MAX_PER 2: a second", ["hostname", "MAX_PER", "2"], hosts(1), offer("host1"), true],
  ["MAX_PER 2: no third", ["hostname", "MAX_PER", "2"], hosts(1, 1, 2), offer("host1"), false],
  ["MAX_PER 2: 1.0 is 1", ["rackid", "MAX_PER", "1"], [on("h", { rackid: "1.0" })], offer("h", { rackid: "1" }), false],
];

test.each(ROWS)("%s", (_, constraint, placed, from, meets) => {
  expect(meetsConstraint(constraint, placed, from)).toBe(meets);
});

describe("which instances go, with GROUP_BY", () => {
  const grouped = (...fields: string[]) =>
    makeApp({ constraints: fields.map((field) => [field, "GROUP_BY"] as const) });
  const many = (count: number, place: (i: number) => { agent?: string; attributes?: Attributes }) =>
    Array.from({ length: count }, (_, i) => makeInstance(`i${i}`, place(i)));
  const count = (of: ReturnType<typeof many>, field: string, value: string) =>
    of.filter(({ task }) => (field === "hostname" ? task?.agent : task?.attributes[field]) === value).length;

  /** "Select tasks to kill for a single group by works" */
  test("even groups stay even", () => {
    const chosen = chooseByGroups(
      grouped("hostname"),
      many(20, (i) => ({ agent: `${i % 2}` })),
      10,
    );
    expect([count(chosen, "hostname", "0"), count(chosen, "hostname", "1")]).toEqual([5, 5]);
  });

  /** "Select only tasks to kill for an unbalanced distribution" */
  test("the larger group gives", () => {
    const chosen = chooseByGroups(
      grouped("hostname"),
      many(30, (i) => ({ agent: i < 20 ? "1" : "2" })),
      10,
    );
    expect([count(chosen, "hostname", "1"), count(chosen, "hostname", "2")]).toEqual([10, 0]);
  });

  /** "Select tasks to kill for multiple group by works" */
  test("two ways of grouping both stay even", () => {
    const place = (i: number) => ({
      attributes: { rack: i < 20 ? "rack-1" : "rack-2", color: i % 20 < 10 ? "blue" : "green" },
    });
    const chosen = chooseByGroups(grouped("rack", "color"), many(40, place), 20);
    const counts = [
      ["rack", "rack-1"],
      ["rack", "rack-2"],
      ["color", "blue"],
      ["color", "green"],
    ] as const;
    expect(counts.map(([field, value]) => count(chosen, field, value))).toEqual([10, 10, 10, 10]);
  });

  /** "Does not select any task without constraint" */
  test("without such a constraint none is chosen", () => {
    expect(
      chooseByGroups(
        makeApp(),
        many(10, () => ({})),
        5,
      ),
    ).toEqual([]);
  });
});
