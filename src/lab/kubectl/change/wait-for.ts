/** `--for`: what an object shall be like. Kubernetes 1.36, kubectl, pkg/cmd/wait/{wait,condition,json}.go. */
import { apiJson } from "../../print/api-json.ts";
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { fillTemplate } from "../../print/json-path.ts";

/** `isMet` looks at the object as it is, or at nothing when it is gone. */
export type Expectation = {
  kind: "create" | "delete" | "condition" | "jsonpath";
  isMet(object: KubernetesObject | undefined, epoch: number): boolean;
};
export type ExpectationRead = Expectation | { problem: string };

type Conditioned = {
  status?: {
    conditions?: { type: string; status: string; observedGeneration?: number }[];
    observedGeneration?: number;
  };
};

/** Conditions are compared without regard to case; those of an older generation do not count. */
function hasCondition(object: KubernetesObject, name: string, wanted: string): boolean {
  const { status } = object as Conditioned;
  const found = status?.conditions?.find(({ type }) => type.toLowerCase() === name.toLowerCase());
  if (!found) return false;
  const { generation } = object.metadata;
  const observed = found.observedGeneration ?? status?.observedGeneration;
  if (observed !== undefined && observed < generation) return false;
  return found.status.toLowerCase() === wanted.toLowerCase();
}

function readCondition(text: string): Expectation {
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  const wanted = equals < 0 ? "true" : text.slice(equals + 1);
  return { kind: "condition", isMet: (object) => object !== undefined && hasCondition(object, name, wanted) };
}

/** "{.a}=1" -> its parts; two equals signs together are part of an expression. */
const splitExpression = (text: string) => text.split(/(?<!=)=(?!=)/);

/** `.status.phase`, `{.status.phase}` and `status.phase` are one. */
function relaxed(expression: string): string {
  const bare = /^\{(.*)\}$/s.exec(expression)?.[1] ?? expression;
  return `{${bare.startsWith(".") || bare.startsWith("[") ? bare : `.${bare}`}}`;
}

const FORMAT =
  "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'";

function readJsonPath(text: string): ExpectationRead {
  const [expression = "", given, ...more] = splitExpression(text);
  if (more.length > 0) return { problem: FORMAT };
  if (expression === "") return { problem: "jsonpath expression cannot be empty" };
  const template = relaxed(expression.replaceAll(/^['"]|['"]$/g, ""));
  const wanted = given?.replaceAll(/^['"]+|['"]+$/g, "");
  if (given !== undefined && wanted === "")
    return {
      problem: "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    };
  const probe = fillTemplate(template, {});
  if (!probe.ok && !/is not found/.test(probe.message)) return { problem: probe.message };
  return {
    kind: "jsonpath",
    isMet(object, epoch) {
      if (!object) return false;
      const filled = fillTemplate(template, apiJson(object, epoch));
      if (!filled.ok || filled.text === "") return false;
      return wanted === undefined || filled.text === wanted;
    },
  };
}

export function readExpectation(text: string): ExpectationRead {
  const lower = text.toLowerCase();
  if (lower === "delete") return { kind: "delete", isMet: (object) => object === undefined };
  if (lower === "create") return { kind: "create", isMet: (object) => object !== undefined };
  if (text.startsWith("condition=")) return readCondition(text.slice("condition=".length));
  if (text.startsWith("jsonpath=")) return readJsonPath(text.slice("jsonpath=".length));
  return { problem: `unrecognized condition: ${JSON.stringify(text)}` };
}
