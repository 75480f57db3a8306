import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseCommands, splitCommands } from "../../src/lab/commands.ts";
import { isLabMessage } from "../../src/lab/is-lab-message.ts";
import { chatter } from "../support/chatter.ts";

const words = ["scale", "deploy", "web", "--replicas=5"];

test.each([
  "kubectl scale deploy web --replicas=5",
  "$ kubectl scale deploy web --replicas=5",
  "Kubectl scale deploy web --replicas=5",
  "kubectl scale deploy web \u2014replicas=5",
  "kubectl scale deploy web \u2013replicas=5",
  "kubectl scale deploy \u201Cweb\u201D --replicas=5",
  "kubectl scale deploy 'web' --replicas=\"5\"",
  "kubectl scale deploy \\\n  web \\\n  --replicas=5",
  "```\nkubectl scale deploy web --replicas=5\n```",
  "```kubectl scale deploy web --replicas=5```",
  "`kubectl scale deploy web --replicas=5`",
  "kubectl scale deploy web --replicas=5   # more",
  "kubectl scale deploy <http://web|web> --replicas=5",
  "k scale deploy web --replicas=5",
])("one command, however it was typed: %j", (text) => {
  expect(parseCommands(text)).toEqual([{ kind: "kubectl", words, stdin: "" }]);
});

const MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  # kept\ndata:\n  greeting: hello\n";

test.each([
  `kubectl apply -f -\n${MANIFEST}`,
  `kubectl apply -f -\n\`\`\`\n${MANIFEST}\`\`\``,
  `kubectl apply -f -\n\`\`\`yaml\n${MANIFEST}\`\`\`\n`,
  `\`\`\`\nkubectl apply -f - <<EOF\n${MANIFEST}EOF\n\`\`\``,
  `kubectl apply -f - &lt;&lt;'EOF'\n${MANIFEST}EOF`,
])("a manifest pasted below a command keeps its lines: %j", (text) => {
  expect(parseCommands(text)).toEqual([{ kind: "kubectl", words: ["apply", "-f", "-"], stdin: MANIFEST }]);
  // What a journal keeps of it is read the same.
  expect(splitCommands(text).flatMap(parseCommands)).toEqual(parseCommands(text));
});

test.each([
  [`\`\`\`\n${MANIFEST}\`\`\``, "kubectl apply -f -"],
  [`\`\`\`yaml\n${MANIFEST}\`\`\``, "kubectl apply -f -"],
  ['```\n{ "apiVersion": "v1", "kind": "ConfigMap" }\n```', "kubectl apply -f -"],
  ["```\nservices:\n  web:\n    image: x\n```", "docker stack deploy -c - app"],
  ["```\nname: shop\nservices:\n  web:\n    image: x\n```", "docker stack deploy -c - shop"],
  ["```\n{ &quot;id&quot;: &quot;/web&quot;, &quot;instances&quot;: 2 }\n```", "PUT /v2/apps/web"],
])("a code block that is a manifest needs no command: %j", (text, command) => {
  const [entry = "", ...others] = splitCommands(text);
  expect({ line: entry.split("\n")[0], others }).toEqual({ line: command, others: [] });
  expect(isLabMessage(text)).toBe(true);
  expect(parseCommands(entry)).toEqual(parseCommands(text));
});

test.each([
  "look: ```apiVersion: v1\nkind: Pod``` does not work",
  "```\napiVersion: v1\n```\nand\n```\nkind: Pod\n```",
  "apiVersion: v1\nkind: Pod",
  '```\n{ "name": "web" }\n```',
  "```\nthe services: are down\n```",
])("a text with code in it is people talking: %j", (text) => {
  expect(isLabMessage(text)).toBe(false);
});

test.each([
  ["kubectl apply -f web.yaml", MANIFEST],
  ["kubectl apply --filename=k8s/web.yml", `\`\`\`yaml\n${MANIFEST}\`\`\``],
  ["docker stack deploy -c shop.yaml shop", "# the shop\nservices:\n  web:\n    image: x\n"],
])("what is pasted below %s is that file", (line, below) => {
  const commands = parseCommands(`${line}\n${below}`);
  expect(commands).toMatchObject([
    { words: line.split(" ").slice(1), stdin: expect.stringMatching(/^(apiVersion|# the)/) },
  ]);
});

test("a command below one that names a file is a command", () => {
  expect(parseCommands("kubectl apply -f web.yaml\nkubectl get pods\nwait 5m").map(({ kind }) => kind)).toEqual([
    "kubectl",
    "kubectl",
    "wait",
  ]);
});

test("commands may follow a here-document", () => {
  const text = `kubectl apply -f - <<EOF\n${MANIFEST}EOF\nkubectl get cm\nwait 5m`;
  expect(parseCommands(text).map(({ kind }) => kind)).toEqual(["kubectl", "kubectl", "wait"]);
});

test("several commands in one message, and entities of Slack", () => {
  const message = "kubectl get pods\n\n# a remark\n$ wait 5m\nkubectl get hpa &amp;&amp; status; hint";
  expect(parseCommands(message).map(({ kind }) => kind)).toEqual(["kubectl", "wait", "kubectl", "status", "hint"]);
  expect(splitCommands(message)).toEqual(["kubectl get pods", "wait 5m", "kubectl get hpa && status; hint"]);
});

test.each([
  ["wait 5m", 300_000],
  ["wait 90s", 90_000],
  ["Wait 1h", 3_600_000],
  ["wait 1h30m", 5_400_000],
  ["wait 2 minutes", 120_000],
  ["wait 1.5 min", 90_000],
])("%s", (text, ms) => {
  expect(parseCommands(text)).toEqual([{ kind: "wait", ms }]);
});

test.each([
  ["wait", "Say how long"],
  ["wait 5", "wait 5m"],
  ["wait 0s", "at least a second"],
  ["wait 5 parsecs", 'does not know "wait"'],
  ["finsh", "Did you mean finish?"],
  ["kubctl get pods", "Did you mean kubectl?"],
  ["kubectl get pods | grep web", "no pipes"],
  ["kubectl get pods 'web", "quote is not closed"],
  ["", "Nothing to do"],
])("%j is refused with what to do", (text, part) => {
  const [command] = parseCommands(text);
  expect(command).toEqual({ kind: "refused", output: expect.stringContaining(part) });
});

test.each(chatter)("people talking: %s", (text) => {
  expect(isLabMessage(text)).toBe(false);
});

test.each([
  "k so what now",
  "kubectl get pods works for me",
  "kubectl can be slow",
  "wait",
  "wait a minute",
  "help me please",
  "finish your lunch first",
  "status of the release?",
  "try this:\n```\nkubectl get pods\n```",
  "",
  "```",
])("no command: %j", (text) => {
  expect(isLabMessage(text)).toBe(false);
});

test.each([
  "kubectl get pods",
  "kubectl gte pods",
  "kubectl descirbe hpa",
  "kubeclt get pods",
  "k get po",
  "wait 5m",
  "wait 5",
  "until ready",
  "Hint",
  "```\nkubectl scale deploy web --replicas=3\n```",
  "kubectl get pods\nand then we see",
])("a command: %j", (text) => {
  expect(isLabMessage(text)).toBe(true);
});

test("ten megabytes of anything are read at once", () => {
  const big = 10_000_000;
  const wait = `wait ${"1".repeat(big)}`;
  const texts = [
    wait,
    "`".repeat(big),
    "<".repeat(big),
    " \\\n".repeat(big / 3),
    `kubectl get ${"-".repeat(big)}`,
    "'".repeat(big),
  ];
  for (const text of texts) {
    expect(JSON.stringify(parseCommands(text)).length).toBeLessThan(20_000);
    expect(isLabMessage(text)).toBe(false);
  }
});

test.each(["", " ", "&amp;&amp;", "&&", ";", "# a comment"])("%j is nothing to do", (text) => {
  expect(parseCommands(text)).toMatchObject([{ kind: "refused" }]);
});

test("no text makes the parser fail", () => {
  const word = fc.constantFrom(
    "kubectl",
    "get",
    "scale",
    "deploy/",
    "-o",
    "--",
    "=",
    "'",
    '"',
    "\\",
    "wait",
    "5m",
    "-n",
    "&amp;",
    "<",
    "|",
    "#",
    "\n",
    ",",
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(word).map((all) => all.join(" ")),
    fc.array(word).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (any) => {
      expect(parseCommands(any).length).toBeGreaterThan(0);
      expect(typeof isLabMessage(any)).toBe("boolean");
    }),
    { numRuns: 500 },
  );
});
