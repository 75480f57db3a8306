import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";
import { printAge, printClock } from "../../src/lab/print/age.ts";
import { ago } from "../../src/lab/print/columns/column.ts";
import { relaxedPath } from "../../src/lab/print/custom-columns.ts";
import { printJson, printYaml } from "../../src/lab/print/document.ts";
import { printDate, printInstant, printMicroInstant } from "../../src/lab/print/instant.ts";
import { fillTemplate } from "../../src/lab/print/json-path.ts";
import { sortBy } from "../../src/lab/print/sort-by.ts";
import { DESCRIBE, layOut } from "../../src/lab/print/tab-writer.ts";
import { printTable } from "../../src/lab/print/table.ts";

test("a column begins three spaces after the longest cell of the one before; a cell ends with its line", () => {
  const rows = [
    ["NAME", "AGE"],
    ["web-1", "5s\nmore"],
  ];
  expect(printTable(rows)).toBe("NAME    AGE\nweb-1   5s...");
});

test("clocks, dates and ages", () => {
  expect([0, 65_000, 3_725_000].map(printClock)).toEqual(["00:00", "01:05", "1:02:05"]);
  const at = Date.UTC(2026, 10, 2, 9);
  expect(printDate(at)).toBe("Mon, 02 Nov 2026 09:00:00 +0000");
  expect(printDate(Date.UTC(2024, 1, 29, 23, 59, 59))).toBe("Thu, 29 Feb 2024 23:59:59 +0000");
  expect([printInstant(at), printMicroInstant(at + 250)]).toEqual([
    "2026-11-02T09:00:00Z",
    "2026-11-02T09:00:00.250000Z",
  ]);
  expect([119, 120, 599, 600, 10_799, 10_800, 172_800].map((s) => printAge(s * 1_000))).toEqual([
    "119s",
    "2m",
    "9m59s",
    "10m",
    "179m",
    "3h",
    "2d",
  ]);
  expect([ago(undefined, 0), ago(5_000, 0), ago(1_000, 0)]).toEqual(["<unknown>", "<invalid>", "0s"]);
});

test("columns are as wide as the lines in a row that have them", () => {
  const lines = ["a:\tx", "longer:\ty", "no cell here, however long", "b:\tz"];
  expect(layOut(lines, DESCRIBE)).toEqual(["a:       x", "longer:  y", "no cell here, however long", "b:  z"]);
});

test.each([
  ["true", 'a: "true"\n'],
  ["8080", 'a: "8080"\n'],
  ["2026-11-02T09:00:00Z", 'a: "2026-11-02T09:00:00Z"\n'],
  ["", 'a: ""\n'],
  ["yes", 'a: "yes"\n'],
  ["- x", "a: '- x'\n"],
  ["it's: so", "a: 'it''s: so'\n"],
  ["*/5 * * * *", "a: '*/5 * * * *'\n"],
  ["two\nlines", "a: |-\n  two\n  lines\n"],
  ["one line\n", "a: |\n  one line\n"],
  [`${"word ".repeat(20)}end`, `a: ${"word ".repeat(16).trim()}\n  ${"word ".repeat(4)}end\n`],
])("YAML is quoted and broken as kubectl does it: %j", (text, printed) => {
  expect(printYaml({ a: text })).toBe(printed);
});

test("whatever is printed as YAML reads as what it was", () => {
  // The library that reads takes numbers without a digit (".", "e0") for numbers, which go-yaml does not; and JSON has no key __proto__.
  const json = fc.jsonValue().filter((value) => !/__proto__|"[-+]?[._]*(?:[eE][-+]?\d+)?"/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(json, (value) => {
      const again = JSON.stringify(parse(printYaml(value), { version: "1.1" }));
      expect(again).toBe(JSON.stringify(value));
    }),
    { numRuns: 500 },
  );
});

test("JSON is escaped as Go escapes it", () => {
  expect(printJson({ a: "<b>&" })).toBe('{\n    "a": "\\u003cb\\u003e\\u0026"\n}');
});

const LIST = {
  items: [
    { metadata: { name: "a", labels: { "x.io/y": "1" } }, status: { conditions: [{ type: "Ready", status: "True" }] } },
    { metadata: { name: "b" }, status: { conditions: [{ type: "Ready", status: "False" }], n: [1, 2, 3] } },
  ],
};

test.each([
  ["{.items[*].metadata.name}", "a b"],
  ["{.items[0].metadata.name}!", "a!"],
  ["{.items[-1].metadata.name}", "b"],
  ["{.items[1].status.n[0:2]}", "1 2"],
  ["{.items[0].metadata.labels.x\\.io/y}", "1"],
  ["{.items[0].metadata.labels['x.io/y']}", "1"],
  ['{range .items[*]}{.metadata.name}{"\\t"}{end}', "a\tb\t"],
  ['{.items[?(@.status.conditions[0].status=="False")].metadata.name}', "b"],
  ["{.items[*].nothing}", ""],
  ["{..name}", "a b"],
  ["{.items[0].status}", '{"conditions":[{"type":"Ready","status":"True"}]}'],
])("JSONPath %s", (template, text) => {
  expect(fillTemplate(template, LIST)).toEqual({ ok: true, text });
});

test.each([
  ["{.items", "unclosed action"],
  ["{.items[x]}", "invalid array index x"],
  ["{end}", "not in range, nothing to end"],
])("JSONPath %s is refused: %s", (template, message) => {
  expect(fillTemplate(template, LIST)).toEqual({ ok: false, message });
});

test("no template makes the reader fail", () => {
  const part = fc.constantFrom(
    "{",
    "}",
    ".",
    "..",
    "[",
    "]",
    "*",
    "?(@",
    ")",
    "'",
    '"',
    "range ",
    "end",
    "items",
    "0",
    ":",
    "\\",
    "==",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      expect(typeof fillTemplate(parts.join(""), LIST).ok).toBe("boolean");
    }),
    { numRuns: 1_000 },
  );
});

test("rows are sorted by quantity or text, those without the field first; a field that none has sorts nothing", () => {
  const rows = ["2", "500m", undefined, "10"].map((cpu) => ({ cpu }));
  expect(sortBy(rows, ".cpu", (row) => row)?.map(({ cpu }) => cpu)).toEqual([undefined, "500m", "2", "10"]);
  expect(sortBy(rows, ".memory", (row) => row)).toBeUndefined();
  expect([relaxedPath("a.b"), relaxedPath(".a.b"), relaxedPath("{.a.b}"), relaxedPath("{a")]).toEqual([
    "{.a.b}",
    "{.a.b}",
    "{.a.b}",
    undefined,
  ]);
});
