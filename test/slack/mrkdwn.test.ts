import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { escapeText, shorten, toMrkdwn } from "../../src/slack/mrkdwn.ts";

describe("Markdown becomes mrkdwn", () => {
  test.each([
    ["**bold** and *italic*", "*bold* and _italic_"],
    ["`kubectl get pods`", "`kubectl get pods`"],
    ["TARGETS shows `<unknown>`", "TARGETS shows `&lt;unknown&gt;`"],
    ["`2 * 3 * 4` stays, **so**", "`2 * 3 * 4` stays, *so*"],
    ["2 * 3 * 4 = 24", "2 * 3 * 4 = 24"],
    ["see [the docs](https://kubernetes.io/docs/)", "see <https://kubernetes.io/docs/|the docs>"],
    ["[a trap](javascript:alert(1))", "[a trap](javascript:alert(1))"],
    ["wake <!channel> & <@U1>", "wake &lt;!channel&gt; &amp; &lt;@U1&gt;"],
  ])("%s", (markdown, expected) => {
    expect(toMrkdwn(markdown)).toBe(expected);
  });

  test("nothing that goes in can address anybody", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", "!", "@", "channel", "U1", "`", "*", "&", " ", "[x]", "(") }),
        (text) => {
          expect(toMrkdwn(text)).not.toMatch(/<[!@#]/);
          expect(escapeText(text)).not.toMatch(/[<>]/);
        },
      ),
    );
  });
});

test("shortening keeps whole words and says that something is missing", () => {
  expect(shorten("short", 10)).toBe("short");
  expect(shorten("the quick brown fox jumps", 16)).toBe("the quick brown…");
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, length) => shorten(text, length).length <= length),
  );
});
