/** `kubectl set resources`. Kubernetes 1.36, kubectl, pkg/cmd/set/set_resources.go and pkg/generate/versioned/run.go (HandleResourceRequirementsV1). */
import type { ResourceList } from "../../../../simulator/kubernetes/api/meta.ts";
import type { Container, PodSpec } from "../../../../simulator/kubernetes/api/pod.ts";
import type { Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { isOn, textOf } from "../../flag-value.ts";
import { type Begun, begin } from "../begin.ts";
import { type Failure, plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { firstProblem } from "../problems.ts";
import { readAmounts } from "../amounts.ts";
import { changeContainers, containersOf, isNamed, podSpecOf } from "./pod-spec.ts";
import { changePods, findAll, SET_FLAGS } from "./write.ts";

const FLAGS = {
  ...SET_FLAGS,
  containers: { type: "text", short: "c", value: "*" },
  limits: { type: "text" },
  requests: { type: "text" },
} as const;

const WORDS = { refused: "failed to patch resources update to pod template", done: "resource requirements updated" };

type Wanted = { limits: ResourceList; requests: ResourceList };

function withResources(container: Container, { limits, requests }: Wanted): Container {
  const { resources = {} } = container;
  const merged = {
    ...resources,
    ...(Object.keys(limits).length > 0 ? { limits: { ...resources.limits, ...limits } } : {}),
    ...(Object.keys(requests).length > 0 ? { requests: { ...resources.requests, ...requests } } : {}),
  };
  return { ...container, resources: merged };
}

type Wish = { ok: true; wanted: Wanted } | { ok: false; message: string };

function readWish({ read }: Begun): Wish {
  const problem = firstProblem([
    [isOn(read, "all") && textOf(read, "selector") !== "", "cannot set --all and --selector at the same time"],
    [
      textOf(read, "limits") === "" && textOf(read, "requests") === "",
      "you must specify an update to requests or limits (in the form of --requests/--limits)",
    ],
  ]);
  if (problem !== undefined) return { ok: false, message: problem };
  const limits = readAmounts(textOf(read, "limits"));
  if (!limits.ok) return limits;
  const requests = readAmounts(textOf(read, "requests"));
  return requests.ok ? { ok: true, wanted: { limits: limits.amounts, requests: requests.amounts } } : requests;
}

function setOne(begun: Begun, info: Info, wanted: Wanted): Failure | undefined {
  const pattern = textOf(begun.read, "containers");
  const isMeant = ({ name }: Container) => isNamed(name, pattern);
  const spec = podSpecOf(info.object);
  if (spec && !containersOf(spec).some(isMeant)) return plain(`error: unable to find container named ${pattern}`);
  const update = (before: PodSpec) =>
    changeContainers(before, isMeant, (container) => withResources(container, wanted));
  return changePods(begun, info, update, WORDS);
}

export const setResources: Verb = (context, args) => {
  const begun = begin(context, "kubectl set resources", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const found = findAll(begun, begun.read.words);
  if (!found.ok) return found.outcome;
  const wish = readWish(begun);
  if (!wish.ok) return complaint(wish.message);
  for (const info of found.infos) {
    const failure = setOne(begun, info, wish.wanted);
    if (failure) begun.report.fail(failure);
  }
  return begun.report.outcome();
};
