import { expect, test } from "@jest/globals";
import { change } from "../../src/lab/change.ts";
import { parseCommands } from "../../src/lab/commands.ts";
import { printAge, printClock, printDate } from "../../src/lab/print/age.ts";
import { printDescribe } from "../../src/lab/print/describe.ts";
import { printGet } from "../../src/lab/print/get.ts";
import { printTable } from "../../src/lab/print/table.ts";
import type { Cluster } from "../../src/simulator/kubernetes/cluster-api.ts";
import { missing, normalise, readTranscript, stillCluster } from "./transcripts.ts";

const withTranscripts = missing ? test.skip : test;

function say(cluster: Cluster, text: string): { kind: string; output: string; ok: boolean } {
  const [command] = parseCommands(text);
  if (command?.kind === "get") return { kind: "get", ...printGet(cluster, command) };
  if (command?.kind === "describe") return { kind: "describe", ...printDescribe(cluster, command) };
  if (command?.kind === "refused") return { kind: "refused", output: command.output, ok: false };
  return { kind: "change", ...change(cluster, command as Parameters<typeof change>[1]) };
}

test("a column begins three spaces after the longest cell of the one before", () => {
  expect(
    printTable([
      ["NAME", "AGE"],
      ["web-1", "5s"],
    ]),
  ).toBe("NAME    AGE\nweb-1   5s");
});

test("clocks and dates", () => {
  expect([0, 65_000, 3_725_000].map(printClock)).toEqual(["00:00", "01:05", "1:02:05"]);
  expect(printDate(0)).toBe("Mon, 02 Nov 2026 09:00:00 +0000");
  expect(printDate(16 * 3_600_000)).toBe("Tue, 03 Nov 2026 01:00:00 +0000");
});

withTranscripts("ages are kubectl's, for every span recorded", () => {
  const { steps } = readTranscript("13-ages");
  const listing = steps.find(({ command }) => command?.startsWith("kubectl get cm --no-headers -l"))!.stdout;
  const rows = [...listing.matchAll(/^age-(\d+)\s+0\s+(\S+)$/gm)];
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.map(([, s]) => printAge(Number(s) * 1000))).toEqual(rows.map(([, , age]) => age));
});

const TABLES = ["01-fresh-cluster", "03-deployment-healthy", "07-hpa"];
const SKIPPED = / (-A|-n|--all-namespaces|describe (?!hpa)\S+)\b| (no|node|nodes)\b.* -o wide/;

withTranscripts.each(TABLES)("gets and HPA descriptions are printed as kubectl printed them: %s", (name) => {
  const transcript = readTranscript(name);
  const compared = transcript.steps.flatMap(({ command, snapshot, at, stdout, stderr, exit }) => {
    if (!command || !snapshot || SKIPPED.test(command) || !/^kubectl (get|describe)/.test(command)) return [];
    const said = say(stillCluster(transcript.snapshots[snapshot]!.items, at), command);
    // Another namespace of the kubeconfig, which the lab does not have.
    if (stderr.includes(" dev namespace")) return [];
    if (said.kind === "refused" || command.startsWith("kubectl get events")) return [];
    const real = normalise((stdout + stderr).trimEnd(), transcript);
    return [{ command, ours: normalise(said.output, transcript), real, ok: said.ok === (exit === 0) }];
  });
  expect(compared.length).toBeGreaterThan(10);
  for (const { command, ours, real, ok } of compared)
    expect({ command, lines: ours, ok }).toEqual({ command, lines: real, ok: true });
});

withTranscripts("mistakes are answered as kubectl answers them", () => {
  const { steps } = readTranscript("02-cli-errors");
  const empty = stillCluster([], "2026-11-22T14:00:00Z");
  const wrong: unknown[] = [];
  let compared = 0;
  for (const { command = "", stdout, stderr } of steps) {
    if (!/^kubectl (get|scale|autoscale|set image|delete|[a-z]+)\b/.test(command)) continue;
    const said = say(empty, command);
    // The lab's own words, where it has less than kubectl or adds a hint.
    const ours = said.output.replace(/\n# Did you mean .*$/, "");
    if (ours.startsWith("The lab") || ours === "") continue;
    compared++;
    if (ours !== (stderr + stdout).trimEnd()) wrong.push({ command, ours, real: (stderr + stdout).trimEnd() });
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(50);
});
