/** `kubectl run`: one pod. Kubernetes 1.36, kubectl, pkg/cmd/run/run.go and pkg/generate/versioned/run.go. */
import type { JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { lacking, type Outcome } from "../../shell/outcome.ts";
import type { Verb } from "../context.ts";
import { complaint, misuse } from "../errors.ts";
import { isOn, listOf, textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import { type Begun, begin } from "./begin.ts";
import { RECORD, SAVE_CONFIG } from "./common-flags.ts";
import { submit } from "./create/generator.ts";
import { firstProblem } from "./problems.ts";

const ATTACHED =
  "The lab's containers are simulated: there is nothing to attach to. Leave out --attach, -i, -t and --rm.";

const FLAGS = {
  ...RECORD,
  ...SAVE_CONFIG,
  annotations: { type: "texts" },
  image: { type: "text", required: true },
  "image-pull-policy": { type: "text" },
  env: { type: "texts" },
  port: { type: "text" },
  labels: { type: "text", short: "l" },
  restart: { type: "text", value: "Always" },
  command: { type: "bool" },
  expose: { type: "bool" },
  quiet: { type: "bool", short: "q" },
  attach: { type: "bool" },
  stdin: { type: "bool", short: "i" },
  tty: { type: "bool", short: "t" },
  rm: { type: "bool" },
  privileged: { type: "bool", lacks: "The lab's containers have no privileges to be given." },
  overrides: { type: "text", lacks: "The lab takes no overrides; paste a manifest of the pod." },
  "pod-running-timeout": { type: "duration", value: "1m" },
} as const;

/** distribution/reference: host and port, path, tag, digest. */
const REFERENCE =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

const POLICIES = ["Always", "OnFailure", "Never"];
const PULL_POLICIES = ["", "Always", "IfNotPresent", "Never"];

/** Mistakes in using the command; its usage is named behind them. */
const usageProblem = ({ read }: Begun) =>
  firstProblem([
    [isOn(read, "tty") && !isOn(read, "stdin"), "-i/--stdin is required for containers with -t/--tty=true"],
    [isOn(read, "expose") && textOf(read, "port") === "", "--port must be set when exposing a service"],
    [!POLICIES.includes(textOf(read, "restart")), `invalid restart policy: ${textOf(read, "restart")}`],
    [isOn(read, "rm") && !isAttached(read), "--rm should only be used for attached containers"],
  ]);

const isAttached = (read: FlagsRead) => isOn(read, "attach") || isOn(read, "stdin");

function problemOf(begun: Begun): Outcome | undefined {
  const { read } = begun;
  const [image, policy] = [textOf(read, "image"), textOf(read, "image-pull-policy")];
  if (read.words.length === 0) return misuse("kubectl run", "NAME is required for run");
  if (image === "") return complaint("--image is required");
  if (!REFERENCE.test(image)) return complaint(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  const problem = usageProblem(begun);
  if (problem !== undefined) return misuse("kubectl run", problem);
  if (isAttached(read)) return lacking("kubectl run --attach", ATTACHED);
  return PULL_POLICIES.includes(policy) ? undefined : complaint(`invalid image pull policy: ${policy}`);
}

/** "a=b" for each; what is wrong otherwise. */
function readMap(specs: string[], what: string): Record<string, string> | string {
  const map: Record<string, string> = {};
  for (const spec of specs) {
    const equals = spec.indexOf("=");
    if (equals < 1) return equals === 0 ? `unexpected empty ${what} key` : `unexpected ${what} spec: ${spec}`;
    map[spec.slice(0, equals)] = spec.slice(equals + 1);
  }
  return map;
}

function containerOf({ read }: Begun, name: string): JsonMap | string {
  const env: JsonMap[] = [];
  for (const text of listOf(read, "env")) {
    const equals = text.indexOf("=");
    if (equals < 1) return `invalid env: ${text}`;
    env.push({ name: text.slice(0, equals), value: text.slice(equals + 1) });
  }
  const port = textOf(read, "port");
  if (port !== "" && !/^[+-]?\d+$/.test(port)) return `strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`;
  const words = [...read.words.slice(1), ...read.afterDash];
  const policy = textOf(read, "image-pull-policy");
  return {
    name,
    image: textOf(read, "image"),
    ...(words.length > 0 ? { [isOn(read, "command") ? "command" : "args"]: words } : {}),
    ...(env.length > 0 ? { env } : {}),
    ...(policy ? { imagePullPolicy: policy } : {}),
    ...(port === "" ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
  };
}

function podOf(begun: Begun, name: string): JsonMap | string {
  const { read } = begun;
  const container = containerOf(begun, name);
  if (typeof container === "string") return container;
  const own = textOf(read, "labels");
  const labels = own === "" ? { run: name } : readMap(own.split(","), "label");
  if (typeof labels === "string") return labels;
  const annotations = readMap(listOf(read, "annotations"), "annotation");
  if (typeof annotations === "string") return annotations;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
    spec: { containers: [container], dnsPolicy: "ClusterFirst", restartPolicy: textOf(read, "restart") },
    status: {},
  };
}

/** --expose: the Service of the pod, named as it is. */
function serviceOf({ read }: Begun, name: string, pod: JsonMap): JsonMap {
  const { labels } = pod["metadata"] as { labels: JsonMap };
  const port = Number(textOf(read, "port"));
  const spec = { ports: [{ port, protocol: "TCP", targetPort: port }], selector: labels };
  return { apiVersion: "v1", kind: "Service", metadata: { name }, spec, status: { loadBalancer: {} } };
}

export const run: Verb = (context, args) => {
  const begun = begin(context, "kubectl run", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const problem = problemOf(begun);
  if (problem) return problem;
  const [name = ""] = begun.read.words;
  const pod = podOf(begun, name);
  if (typeof pod === "string") return complaint(pod);
  const outcome = submit(begun, "Pod", pod);
  if (outcome.exit !== 0 || !isOn(begun.read, "expose")) return outcome;
  const service = submit(begun, "Service", serviceOf(begun, name, pod));
  // The Service is told first: it is printed while it is made, the pod when all is done.
  const [first = "", ...rest] = service.stdout.split("\n").filter(Boolean);
  return begun.print.isWhole ? service : { ...service, stdout: `${[...rest, first].join("\n")}\n` };
};
