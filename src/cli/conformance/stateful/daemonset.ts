/** more/daemonset-util.json, table by table. */
import { daemonTemplate, isUpdated, withNodeName } from "../../../simulator/kubernetes/daemonset/pod-draft.ts";
import type { Adapt } from "../adapters.ts";
import { NOW, readPod, type Row } from "../batch/values.ts";
import type { Table } from "./claims.ts";

const TABLES: Record<string, Table> = {
  TestIsPodUpdated: (row, check) =>
    check.equal(isUpdated(readPod(row.pod, NOW), row.hash, row.templateGeneration), row.isUpdated),
  TestCreatePodTemplate: (row, check) => {
    const { metadata } = daemonTemplate({ spec: { containers: [] } }, row.templateGeneration, row.hash);
    const labels = metadata?.labels ?? {};
    check.equal(labels["pod-template-generation"], String(row.templateGeneration), "generation");
    check.equal(labels["controller-revision-hash"], row.expectUniqueLabel ? row.hash : undefined, "hash");
  },
  TestReplaceDaemonSetPodNodeNameNodeAffinity: (row, check) =>
    check.equal(withNodeName(row.affinity, row.hostname), row.expected),
};

export const daemonSetVectors: Adapt = ({ tests }, sheet) => {
  for (const [test, { cases }] of Object.entries<Row>(tests))
    for (const { i, key, case: row } of cases)
      sheet.row(`${test}: ${key ?? row.test ?? i}`, (check) => {
        const table = TABLES[test];
        check.ok(table !== undefined, `there is a reader for ${test}`);
        table?.(row, check);
      });
};
