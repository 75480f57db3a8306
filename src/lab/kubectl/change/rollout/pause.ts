/** `kubectl rollout pause`, `resume` and `restart`. Kubernetes 1.36, kubectl, pkg/cmd/rollout/rollout_{pause,resume,restart}.go and pkg/polymorphichelpers. */
import type { Deployment } from "../../../../simulator/kubernetes/api/apps.ts";
import type { KubernetesObject } from "../../../../simulator/kubernetes/api/kinds.ts";
import { patchObject } from "../../../../simulator/kubernetes/manifest/patch.ts";
import { printInstant } from "../../../print/instant.ts";
import type { Verb } from "../../context.ts";
import { fullName } from "../../resources.ts";
import { type Begun, beginPrinting } from "../begin.ts";
import { plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { isRolling, ROLLOUT_FLAGS, visitRollouts } from "./targets.ts";

/** A patch of the object, or why there can be none. */
type Change = { patch: object } | { why: string };
type Step = { name: string; done: string; change(object: KubernetesObject, at: string): Change };

const isPaused = ({ spec }: Deployment) => spec.paused === true;

const PAUSE: Step = {
  name: "pause",
  done: "paused",
  change(object) {
    if (object.kind !== "Deployment") return { why: "pausing is not supported" };
    return isPaused(object) ? { why: "is already paused" } : { patch: { spec: { paused: true } } };
  },
};

const RESUME: Step = {
  name: "resume",
  done: "resumed",
  change(object) {
    if (object.kind !== "Deployment") return { why: "resuming is not supported" };
    return isPaused(object) ? { patch: { spec: { paused: null } } } : { why: "is not paused" };
  },
};

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

const RESTART: Step = {
  name: "restart",
  done: "restarted",
  change(object, at) {
    if (!isRolling(object)) return { why: "restarting is not supported" };
    if (object.kind === "Deployment" && isPaused(object))
      return { why: "can't restart paused deployment (run rollout resume first)" };
    return { patch: { spec: { template: { metadata: { annotations: { [RESTARTED_AT]: at } } } } } };
  },
};

function carryOut({ context, report, print }: Begun, { change, done, name: step }: Step, info: Info): void {
  const { resource, object } = info;
  const { name } = object.metadata;
  const { world } = context.world;
  const changed = change(object, printInstant(world.epoch + context.now()));
  if ("why" in changed)
    return report.fail(plain(`error: ${fullName(resource)} ${JSON.stringify(name)} ${changed.why}`));
  const answer = patchObject(world, object, "strategic", changed.patch);
  if (!answer.ok) return report.fail(plain(`failed to patch: ${answer.error.message}`));
  if (step === "restart" && answer.object === object)
    return report.fail(
      plain(
        `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
      ),
    );
  print.object({ resource, object: answer.object }, done);
}

const verbOf =
  (step: Step): Verb =>
  (context, args) => {
    const begun = beginPrinting(context, `kubectl rollout ${step.name}`, args, {
      ...ROLLOUT_FLAGS,
      "field-manager": { type: "text" },
    });
    return begun.ok ? visitRollouts(begun, (info) => carryOut(begun, step, info)) : begun.outcome;
  };

export const rolloutPause = verbOf(PAUSE);
export const rolloutResume = verbOf(RESUME);
export const rolloutRestart = verbOf(RESTART);
