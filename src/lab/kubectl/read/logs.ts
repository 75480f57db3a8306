/** `kubectl logs`: the mistakes that are found before a kubelet is asked; simulated containers write nothing. Kubernetes 1.36, kubectl, pkg/cmd/logs. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { failed, lacking, type Outcome } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint, misuse, noResource, serverError } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import { type Flags, readFlags } from "../flags.ts";
import { objectOf } from "../fetch.ts";
import { findResource, fullName, resourceOf } from "../resources.ts";
import { meets, readSelector } from "../selector.ts";
import { namespaceOf } from "./namespace.ts";

const FLAGS: Flags = {
  "all-containers": { type: "bool" },
  "all-pods": { type: "bool" },
  container: { type: "text", short: "c" },
  follow: { type: "bool", short: "f" },
  "ignore-errors": { type: "bool" },
  "insecure-skip-tls-verify-backend": { type: "bool" },
  "limit-bytes": { type: "int64" },
  "max-log-requests": { type: "int" },
  "pod-running-timeout": { type: "duration" },
  prefix: { type: "bool" },
  previous: { type: "bool", short: "p" },
  selector: { type: "text", short: "l" },
  since: { type: "duration" },
  "since-time": { type: "text" },
  tail: { type: "int64" },
  timestamps: { type: "bool" },
};

const USAGE = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command`;
const SILENT =
  "The lab's containers are simulated and write no log. `kubectl describe pod` and `kubectl get events` tell what happened to them.";

export const logs: Verb = (context, args) => {
  const read = readFlags("kubectl logs", args, FLAGS);
  if (!read.ok) return read.outcome;
  const namespace = namespaceOf(context, read);
  const labels = textOf(read, "selector");
  const [target, container = textOf(read, "container")] = read.words;
  if (labels !== "") return bySelector(context, labels, namespace);
  if (target === undefined || read.words.length > 2) return misuse("kubectl logs", USAGE);
  return ofTarget(context, target, namespace, isOn(read, "all-containers") ? undefined : container);
};

/** `container` is undefined for all of them, "" for the first. */
function ofTarget(
  { world }: KubectlContext,
  target: string,
  namespace: string,
  container: string | undefined,
): Outcome {
  const [type = "", name = ""] = target.includes("/") ? target.split("/", 2) : ["pods", target];
  const resource = findResource(type);
  if (!resource) return noResource(type);
  const object = objectOf(world.store, { resource, name, namespace });
  if (!object) {
    const what = `${fullName(resource)} ${JSON.stringify(name)} not found in namespace ${JSON.stringify(namespace)}`;
    return complaint(`error from server (NotFound): ${what}`);
  }
  return object.kind === "Pod" && container !== undefined ? ofPod(object, container) : lacking("kubectl logs", SILENT);
}

function bySelector({ world }: KubectlContext, labels: string, namespace: string): Outcome {
  const selector = readSelector(labels);
  if (!selector.ok) {
    const what = `Unable to find "${`/${resourceOf("Pod").apiVersion}`}, Resource=pods" that match label selector ${JSON.stringify(labels)}, field selector ""`;
    return failed(serverError("BadRequest", `${what}: ${selector.message}`));
  }
  const pods = world.store.list("Pod", namespace);
  if (pods.some(({ metadata }) => meets(metadata.labels, selector.requirements)))
    return lacking("kubectl logs", SILENT);
  return { stdout: "", stderr: `No resources found in ${namespace} namespace.\n`, exit: 0 };
}

function ofPod({ metadata, spec, status }: Pod, wanted: string): Outcome {
  const own = spec.containers.map(({ name }) => name);
  const init = (spec.initContainers ?? []).map(({ name }) => name);
  const name = wanted === "" ? (own[0] ?? "") : wanted;
  if (![...own, ...init].includes(name)) {
    const all = [...own, ...init.map((each) => `${each} (init)`)].join(", ");
    return complaint(`container ${name} is not valid for pod ${metadata.name} out of: ${all}`);
  }
  const waiting = notYetStarted(status, name);
  if (waiting === undefined) return lacking("kubectl logs", SILENT);
  const why = `container ${JSON.stringify(name)} in pod ${JSON.stringify(metadata.name)} is waiting to start: `;
  return failed(serverError("BadRequest", `${why}${waitingText(waiting)}`));
}

/** Why a container waits that has never run. */
function notYetStarted({ containerStatuses = [], initContainerStatuses = [] }: Pod["status"], name: string) {
  const own = [...containerStatuses, ...initContainerStatuses].find((each) => each.name === name);
  return own?.lastState?.terminated ? undefined : own?.state?.waiting?.reason;
}

const waitingText = (reason: string) =>
  reason === "ImagePullBackOff" || reason === "ErrImagePull" ? "trying and failing to pull image" : reason;
