// The line that a complaint means, from what the tools of the lab really print about broken texts.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { commandFor } from "../../src/lab/bare-manifest.ts";
import { lineOfComplaint } from "../../src/lab/line-of-complaint.ts";
import { play } from "../../src/lab/play.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

function lineOf(id: string, text: string): number | undefined {
  const scenario = findScenario(id)!;
  const turn = play(scenario, "seed", [`${commandFor(scenario.orchestrator, text)}\n${text}`]).turns[0]!;
  expect(turn.ok).toBe(false);
  return lineOfComplaint(text, turn.output);
}

const deployment = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: { matchLabels: { app: api } }
${spec}  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: harbor-shop/web:1.4
`;

test.each([
  ["an unknown field", deployment("  replicaz: 3\n"), 7],
  ["a value of the wrong kind", deployment("  replicas: three\n"), 7],
  ["a value that the server refuses", deployment("  replicas: -3\n"), 7],
  ["a field of a container", deployment("").replace("image:", "imagee:"), 12],
  ["indentation", deployment("").replace("  name: api\nspec", "  name: api\n    foo: bar\nspec"), 5],
])("kubectl complains of %s", (_what, text, line) => {
  expect(lineOf("hpa-spike", text)).toBe(line);
});

test("a Compose file, an app, and a complaint of nothing in the text", () => {
  expect(lineOf("swarm-rush", "services:\n  web:\n    image: x\n    replicas: 3\n")).toBe(4);
  expect(lineOf("mesos-rush", '{\n  "id": "/web",\n  "instances": "x"\n}\n')).toBe(3);
  expect(lineOfComplaint("a: 1", "something else")).toBeUndefined();
});
