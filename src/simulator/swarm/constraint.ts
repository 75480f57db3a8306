/** Placement constraints such as `node.labels.disk == ssd` (SwarmKit, manager/constraint/constraint.go). Everything but label names ignores case. */
import { isInSubnet, isSameAddress, parseAddress } from "./ip.ts";
import type { Node } from "./objects.ts";

type Constraint = { key: string; isEqual: boolean; value: string };

const KEY = /^[a-z_][a-z0-9\-_.]+$/i;
const VALUE = /^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i;
const OPERATORS = ["==", "!="];

const NODE_LABELS = "node.labels.";
const ENGINE_LABELS = "engine.labels.";

/** The constraints, or what is wrong with the first that is none, in SwarmKit's words. */
export function parseConstraints(texts: string[]): { constraints: Constraint[] } | { error: string } {
  const constraints: Constraint[] = [];
  for (const text of texts) {
    const operator = OPERATORS.find((one) => text.includes(one));
    if (operator === undefined) return { error: `constraint expected one operator from ${OPERATORS.join(", ")}` };
    const at = text.indexOf(operator);
    const key = text.slice(0, at).trim();
    const value = text.slice(at + operator.length).trim();
    if (!KEY.test(key)) return { error: `key '${key}' is invalid` };
    if (!VALUE.test(value)) return { error: `value '${value}' is invalid` };
    constraints.push({ key, isEqual: operator === "==", value });
  }
  return { constraints };
}

function labelOf(descriptor: string, prefix: string, labels: Record<string, string>): string | undefined {
  if (descriptor.length <= prefix.length || descriptor.slice(0, prefix.length).toLowerCase() !== prefix)
    return undefined;
  const key = descriptor.slice(prefix.length);
  return Object.hasOwn(labels, key) ? labels[key] : "";
}

/** The value of `node.labels.NAME` or `engine.labels.NAME`, empty when the node has no such label; undefined for any other descriptor. */
export function labelValue(descriptor: string, node: Node): string | undefined {
  return labelOf(descriptor, NODE_LABELS, node.labels) ?? labelOf(descriptor, ENGINE_LABELS, node.engineLabels);
}

function factOf(key: string, node: Node): string | undefined {
  switch (key.toLowerCase()) {
    case "node.id":
      return node.id;
    case "node.hostname":
      return node.hostname;
    case "node.role":
      return node.role;
    case "node.platform.os":
      return node.platform.os;
    case "node.platform.arch":
      return node.platform.architecture;
    default:
      return labelValue(key, node);
  }
}

/** `value` is an address or a subnet such as 10.0.0.0/8; anything else matches no node, whatever the operator. */
function matchesAddress({ isEqual, value }: Constraint, addr: string): boolean {
  if (parseAddress(value)) return isSameAddress(value, addr) === isEqual;
  const inside = isInSubnet(value, addr);
  return inside !== undefined && inside === isEqual;
}

function matches(constraint: Constraint, node: Node): boolean {
  if (constraint.key.toLowerCase() === "node.ip") return matchesAddress(constraint, node.addr);
  const fact = factOf(constraint.key, node);
  if (fact === undefined) return false;
  return (fact.toLowerCase() === constraint.value.toLowerCase()) === constraint.isEqual;
}

export const meetsConstraints = (constraints: Constraint[], node: Node) =>
  constraints.every((constraint) => matches(constraint, node));

/** As above, from the texts. Commands refuse texts that are no constraints; should one come here, none of them counts, as in the scheduler's filter. */
export function meetsTexts(texts: string[] | undefined, node: Node): boolean {
  const parsed = parseConstraints(texts ?? []);
  return "error" in parsed || meetsConstraints(parsed.constraints, node);
}
