import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cleanSlackText } from "../../src/ask/clean.ts";

describe("cleanSlackText", () => {
  test.each([
    ["mentions", "<@U012ABC> what is <@U0|bob> a pod?", "what is a pod?"],
    ["broadcasts", "<!channel> <!here> <!subteam^S1|@team> what is etcd?", "what is etcd?"],
    ["channels", "as in <#C01|general> and <#C02>", "as in general and"],
    ["links with a name", "see <https://x.example/a|the docs> for pods", "see the docs for pods"],
    ["bare links", "see <https://x.example/a> now", "see https://x.example/a now"],
    ["entities", "a &lt;unknown&gt; &amp; b &amp;lt;", "a <unknown> & b &lt;"],
    ["fences", "what is this?\n```yaml\nkind: Pod\n```", "what is this? kind: Pod"],
    ["emoji shortcodes", "hello :wave: what is a pod :thinking_face:", "hello what is a pod"],
    ["but not labels and times", "app:web at 10:30:00, image repo:1.4", "app:web at 10:30:00, image repo:1.4"],
    ["inline code", "what does `kubectl get pods` do", "what does `kubectl get pods` do"],
    ["white space and controls", " a\t\u0000b\u200b \n\n c\u2028d ", "a b c d"],
    ["full-width letters", "ｗｈａｔ is a pod", "what is a pod"],
  ])("%s", (_, raw, text) => {
    expect(cleanSlackText(raw)).toEqual({ text, long: false });
  });

  test("reads only the beginning of a long message", () => {
    const { text, long } = cleanSlackText("word ".repeat(2_000_000));
    expect(long).toBe(true);
    expect(text.length).toBeLessThanOrEqual(10_000);
  });

  test("leaves no line breaks, double spaces or mentions, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        expect(cleanSlackText(raw).text).not.toMatch(/[\n\r\t]| {2}|^ | $|<@[A-Z0-9]+>/);
      }),
    );
  });
});
