/** `kubectl set image`. Kubernetes 1.36, kubectl, pkg/cmd/set/set_image.go. */
import type { PodSpec } from "../../../../simulator/kubernetes/api/pod.ts";
import type { Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { isOn, textOf } from "../../flag-value.ts";
import { hasFiles } from "../../manifest-input.ts";
import { type Begun, begin } from "../begin.ts";
import { plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { readPairs, splitPairs } from "../pairs.ts";
import { changeContainers, containersOf, podSpecOf } from "./pod-spec.ts";
import { changePods, findAll, SET_FLAGS } from "./write.ts";

const WORDS = { refused: "failed to patch image update to pod template:", done: "image updated" };

function problemsOf({ read }: Begun, resources: string[], images: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  if (isOn(read, "all") && textOf(read, "selector") !== "")
    problems.push("cannot set --all and --selector at the same time");
  if (resources.length === 0 && !hasFiles(read))
    problems.push("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  if (images.size === 0) problems.push("at least one image update is required");
  else if (images.size > 1 && images.has("*"))
    problems.push(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  return problems;
}

const withImage = (spec: PodSpec, name: string, image: string) =>
  changeContainers(
    spec,
    (container) => name === "*" || container.name === name,
    (container) => ({ ...container, image }),
  );

type Images = ReadonlyMap<string, string>;

function setOne(begun: Begun, info: Info, images: Images): void {
  const spec = podSpecOf(info.object);
  const names = spec ? containersOf(spec).map(({ name }) => name) : [];
  for (const name of images.keys())
    if (spec && name !== "*" && !names.includes(name))
      begun.report.fail(plain(`error: unable to find container named ${JSON.stringify(name)}`));
  const update = (before: PodSpec) =>
    [...images].reduce((after, [name, image]) => withImage(after, name, image), before);
  const failure = changePods(begun, info, update, WORDS);
  if (failure) begun.report.fail(failure);
}

export const setImage: Verb = (context, args) => {
  const begun = begin(context, "kubectl set image", args, SET_FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read, report } = begun;
  const split = splitPairs(read.words, "image");
  if (!split.ok) return complaint(split.message);
  const { set: images, remove } = readPairs(split.pairs);
  if (remove.length > 0) return complaint(`invalid image format: ${remove.map((name) => `${name}-`).join(", ")}`);
  const found = findAll(begun, split.resources);
  if (!found.ok) return found.outcome;
  for (const problem of problemsOf(begun, split.resources, images)) report.fail(plain(problem));
  if (!report.hasFailed()) for (const info of found.infos) setOne(begun, info, images);
  return report.outcome();
};
