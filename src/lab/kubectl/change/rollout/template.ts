/** A pod template as `rollout history --revision` shows it: the description's lines, their cells ended by tabs. */
import type { PodTemplate } from "../../../../simulator/kubernetes/api/pod.ts";
import { templateLines } from "../../../print/describe/template.ts";
import type { KubectlContext } from "../../context.ts";

export function describeTemplate({ world, now }: KubectlContext, template: PodTemplate): string {
  const lines = templateLines(template, { store: world.store, now: now(), epoch: world.world.epoch });
  // Further labels stand below the first by their tab alone, as nothing aligns the cells here.
  return lines.map((line) => `${line.replace(/^ +\t/, "\t")}\n`).join("");
}
