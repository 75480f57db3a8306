/** A cluster on which kubectl commands are carried out, as a lab does it. */
import { runKubectl } from "../../src/lab/kubectl/kubectl.ts";
import { type Outcome, transcript } from "../../src/lab/shell/outcome.ts";
import { splitWords } from "../../src/lab/words.ts";
import { createKubernetes } from "../../src/simulator/kubernetes/kubernetes.ts";
import { applyText } from "../support/apply-text.ts";

const node = (name: string) =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name },
    status: { capacity: { cpu: "4", memory: "8Gi", pods: "110" } },
  });

/** Two nodes that are ready, and nothing else. */
export function createSession() {
  const kubernetes = createKubernetes({ seed: "change", epoch: Date.UTC(2026, 10, 2, 9) });
  const files: Record<string, string> = {};
  for (const name of ["n1", "n2"]) applyText(kubernetes.world, node(name), "node.json");
  const run = (command: string, stdin = ""): Outcome => {
    const split = splitWords(command);
    if ("refused" in split) throw new Error(split.refused);
    const [words = []] = split.commands;
    return runKubectl({ world: kubernetes, files, stdin, now: kubernetes.loop.now }, words);
  };
  const pass = (ms: number) => kubernetes.run(kubernetes.loop.now() + ms);
  pass(60_000);
  return { ...kubernetes, files, run, pass, say: (command: string, stdin?: string) => transcript(run(command, stdin)) };
}
