import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseCommands, splitCommands } from "../../src/lab/commands.ts";
import { isLabMessage } from "../../src/lab/is-lab-message.ts";
import { chatter } from "../support/chatter.ts";

const scaleTo5 = {
  kind: "scale",
  requests: [{ kind: "Deployment", names: ["web"] }],
  replicas: 5,
  namespace: "default",
};

test.each([
  "kubectl scale deployment web --replicas=5",
  "kubectl scale deployment/web --replicas 5",
  "kubectl scale deploy/web --replicas=5",
  "kubectl scale deployments.apps web --replicas=5",
  "kubectl scale deployment.apps/web --replicas=5",
  "kubectl scale --replicas=5 deployment.v1.apps/web -n default",
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
])("one command in many spellings: %j", (text) => {
  expect(parseCommands(text)).toEqual([scaleTo5]);
});

test("several commands in one message, and entities of Slack", () => {
  const message = "kubectl get pods\n\n# a remark\n$ wait 5m\nkubectl get hpa &amp;&amp; status; hint";
  expect(parseCommands(message).map(({ kind }) => kind)).toEqual(["get", "wait", "get", "status", "hint"]);
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
  ["kubectl gett pods", "Did you mean this?\n\tset\n\tget"],
  ["kubectl get podss", "# Did you mean pods?"],
  ["kubectl get configmaps", "does not have configmaps yet"],
  ["kubectl logs web", "does not have kubectl logs yet"],
  ["kubectl get pods --watch", "does not watch"],
  ["kubectl get pods -o yaml", "does not print -o yaml yet"],
  ["kubectl get pods --constructor", "unknown flag: --constructor"],
  ["kubectl constructor", 'unknown command "constructor"'],
  ["kubectl get pods -o constructor", "unable to match a printer"],
  ["kubectl get pods | grep web", "no pipes"],
  ["kubectl get pods 'web", "quote is not closed"],
  ["kubectl scale deploy web --replicas=100000", "stops at 200 replicas"],
  ["kubectl scale deploy web --replicas=99999999999999999999", "value out of range"],
  ["kubectl autoscale deploy web --max=5 --cpu=50", "--cpu=50%"],
  ["docker service ls", "runs on Kubernetes"],
  ["", "Nothing to do"],
])("%j is refused with what to do", (text, part) => {
  const [command] = parseCommands(text);
  expect(command).toEqual({ kind: "refused", output: expect.stringContaining(part) });
});

test("autoscale, its bounds and the deprecated spelling", () => {
  const [command] = parseCommands("kubectl autoscale deployment web --min=2 --max=10 --cpu-percent=50");
  expect(command).toMatchObject({ kind: "autoscale", wish: { min: 2, max: 10, cpuPercent: 50 } });
  expect(command).toHaveProperty("note", expect.stringContaining("has been deprecated"));
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
  const words = fc.constantFrom(
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
    fc.array(words).map((all) => all.join(" ")),
    fc.array(words).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (any) => {
      expect(parseCommands(any).length).toBeGreaterThan(0);
      expect(typeof isLabMessage(any)).toBe("boolean");
    }),
    { numRuns: 500 },
  );
});
