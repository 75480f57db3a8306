/** A pod template, tolerations and spread constraints in a description. */
import type { PodTemplate, Toleration, TopologySpreadConstraint } from "../../../simulator/kubernetes/api/pod.ts";
import { printSelector } from "../columns/column.ts";
import { containerLines } from "./containers.ts";
import { annotationLines, below, field, labelLines, type View } from "./lines.ts";
import { volumeLines } from "./volumes.ts";

const SPACE = "  ";

export function templateLines({ metadata = {}, spec }: PodTemplate, view: View): string[] {
  const { initContainers = [], serviceAccountName, priorityClassName } = spec;
  return [
    "Pod Template:",
    ...labelLines("Labels", metadata.labels, SPACE),
    ...(Object.keys(metadata.annotations ?? {}).length > 0
      ? annotationLines("Annotations", metadata.annotations, SPACE)
      : []),
    ...(serviceAccountName ? [SPACE + field("Service Account", serviceAccountName)] : []),
    ...(initContainers.length > 0 ? containerLines("Init Containers", initContainers, view, { space: SPACE }) : []),
    ...containerLines("Containers", spec.containers, view, { space: SPACE }),
    ...volumeLines(spec.volumes, SPACE),
    ...spreadLines(spec.topologySpreadConstraints, SPACE),
    ...(priorityClassName ? [SPACE + field("Priority Class Name", priorityClassName)] : []),
    ...labelLines("Node-Selectors", spec.nodeSelector, SPACE),
    ...tolerationLines(spec.tolerations, SPACE),
  ];
}

/** `zone:DoNotSchedule when max skew 1 is exceeded for selector app=web` */
export function spreadLines(constraints: readonly TopologySpreadConstraint[] = [], space = ""): string[] {
  if (constraints.length === 0) return [];
  const sorted = constraints.toSorted((a, b) => (a.topologyKey < b.topologyKey ? -1 : 1));
  const texts = sorted.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => {
    const selected = labelSelector ? ` for selector ${printSelector(labelSelector)}` : "";
    return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selected}`;
  });
  return below("Topology Spread Constraints", texts, space);
}

/** `node.kubernetes.io/not-ready:NoExecute op=Exists for 300s` */
function tolerationText({ key = "", value, effect, operator, tolerationSeconds }: Toleration): string {
  const what = `${key}${value ? `=${value}` : ""}${effect ? `:${effect}` : ""}`;
  const exists = operator === "Exists" && !value ? `${what ? " " : ""}op=Exists` : "";
  return `${what}${exists}${tolerationSeconds === undefined ? "" : ` for ${tolerationSeconds}s`}`;
}

export function tolerationLines(tolerations: readonly Toleration[] = [], space = ""): string[] {
  const byKey = (a: Toleration, b: Toleration) =>
    (a.key ?? "") < (b.key ?? "") ? -1 : (a.key ?? "") > (b.key ?? "") ? 1 : 0;
  return below("Tolerations", tolerations.toSorted(byKey).map(tolerationText), space);
}
