/** What a tool complains of in a pasted text -> the line that it means. */
import { LineCounter, isMap, isNode, isScalar, parseDocument } from "yaml";

/** `yaml: line 5: could not find expected ':'` */
const OWN = /\bline (\d+)\b/;
/** `unknown field "spec.replicaz"`, `spec.replicas: Invalid value`, `services.web Additional property replicas`, `DeploymentSpec.spec.replicas` */
const PATHS = [
  /unknown field "([^"]+)"/,
  /(?:^\* |: )([a-z][\w.[\]]*): (?:Invalid|Required|Unsupported|Duplicate|Forbidden)/m,
  /Go struct field \w+\.([\w.]+)/,
  /^services\.([\w.-]+) Additional property ([\w-]+)/m,
  /"path": "\/?([\w/().]+)"/,
];

/** From 1; undefined where the complaint names nothing that stands in the text. */
export function lineOfComplaint(text: string, complaint: string): number | undefined {
  const own = OWN.exec(complaint)?.[1];
  if (own !== undefined) return Number(own);
  const found = PATHS.map((pattern) => pattern.exec(complaint)).find((match) => match !== null);
  if (!found) return undefined;
  const prefix = found[0].startsWith("services.") ? "services." : "";
  const path = `${prefix}${found.slice(1).join(".")}`.split(/[./[\]()]+/).filter(Boolean);
  return lineOfPath(text, path);
}

/** Of the last key of the path that stands in the text. */
function lineOfPath(text: string, path: readonly string[]): number | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (let length = path.length; length > 0; length--) {
    const steps = path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const parent = document.getIn(steps.slice(0, -1), true);
    const last = steps.at(-1);
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key
      : document.getIn(steps, true);
    if (isNode(key) && key.range) return counter.linePos(key.range[0]).line;
  }
  return undefined;
}
