/** How the StatefulSet controller carries a plan out. Kubernetes 1.36, pkg/controller/statefulset/stateful_pod_control.go. */
import type { StatefulSet } from "../api/apps.ts";
import type { PersistentVolumeClaim } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import type { ApiError, Draft } from "../api-server.ts";
import type { World } from "../world.ts";
import { claimOwners, hasUnexpectedController, isClaimUpToDate } from "./claims.ts";
import { claimNamesOf, claimsOf, identityMatches, ordinalOf, repaired, storageMatches } from "./identity.ts";
import type { Action } from "./plan.ts";

const SOURCE = "statefulset-controller";

type Verb = "Create" | "Delete" | "Update";
type ClaimDraft = Draft<PersistentVolumeClaim> & { kind: "PersistentVolumeClaim" };

/** Does one action; answers what went wrong, if anything did. */
export function createActor(world: World, set: StatefulSet): (action: Action) => ApiError | undefined {
  const { api, store } = world;
  const { namespace } = set.metadata;

  const say = (type: "Normal" | "Warning", reason: string, message: string) =>
    world.record({ about: set, type, reason, message, source: SOURCE });

  /** Says what became of a pod, and hands the error on. */
  const tell = (verb: Verb, pod: string, error: ApiError | undefined): ApiError | undefined => {
    const what = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name}`;
    if (error) say("Warning", `Failed${verb}`, `${what} failed error: ${error.message}`);
    else say("Normal", `Successful${verb}`, `${what} successful`);
    return error;
  };

  const createClaim = (draft: ClaimDraft, pod: string): ApiError | undefined => {
    const { name = "" } = draft.metadata;
    if (store.get("PersistentVolumeClaim", name, namespace)) return undefined;
    // There is room for every claim at once: a volume is found as soon as it is asked for.
    const answer = api.create({
      ...draft,
      spec: { ...draft.spec, volumeName: `pvc-${name}` },
      status: { phase: "Bound" },
    });
    const what = `Create Claim ${name}`;
    const whose = `Pod ${pod} in StatefulSet ${set.metadata.name}`;
    if (answer.ok) say("Normal", "SuccessfulCreate", `${what} ${whose} success`);
    else say("Warning", "FailedCreate", `${what} for ${whose} failed error: ${answer.error.message}`);
    return answer.ok ? undefined : answer.error;
  };

  const createClaims = (ordinal: number, pod: string): ApiError | undefined => {
    const errors = claimsOf(set, ordinal).map((draft) => createClaim(draft, pod));
    return errors.find((error) => error !== undefined);
  };

  /** Makes the claims of a pod belong to whom they should (UpdatePodClaimForRetentionPolicy). */
  const handClaimsOver = (pod: Pod) => {
    for (const { claim: name } of claimNamesOf(set, ordinalOf(pod))) {
      const claim = store.get("PersistentVolumeClaim", name, namespace);
      const refs = claim?.metadata.ownerReferences ?? [];
      if (!claim || isClaimUpToDate(refs, { set, pod })) continue;
      if (hasUnexpectedController(refs, { set, pod })) {
        const message = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
        say("Warning", "ConflictingController", message);
      }
      api.update({ ...claim, metadata: { ...claim.metadata, ownerReferences: claimOwners(refs, { set, pod }) } });
    }
  };

  const create = ({ draft, ordinal }: Extract<Action, { kind: "create" }>): ApiError | undefined => {
    const name = draft.metadata.name ?? "";
    const missing = createClaims(ordinal, name);
    if (missing) return tell("Create", name, missing);
    const answer = api.create(draft);
    if (!answer.ok && answer.error.reason === "AlreadyExists") return answer.error;
    if (answer.ok) handClaimsOver(answer.object);
    return tell("Create", name, answer.ok ? undefined : answer.error);
  };

  const remove = (pod: Pod): ApiError | undefined => {
    const { name, uid } = pod.metadata;
    const answer = api.delete("Pod", name, namespace, { uid });
    // A pod that is gone already counts as deleted.
    return tell("Delete", name, answer.ok || answer.error.reason === "NotFound" ? undefined : answer.error);
  };

  const repair = (pod: Pod): ApiError | undefined => {
    handClaimsOver(pod);
    if (identityMatches(set, pod) && storageMatches(set, pod)) return undefined;
    const missing = createClaims(ordinalOf(pod), pod.metadata.name);
    if (missing) return missing;
    const answer = api.update(repaired(set, pod));
    return tell("Update", pod.metadata.name, answer.ok ? undefined : answer.error);
  };

  return (action) => {
    switch (action.kind) {
      case "create":
        return create(action);
      case "delete":
        return remove(action.pod);
      case "claims":
        return createClaims(ordinalOf(action.pod), action.pod.metadata.name);
      case "repair":
        return repair(action.pod);
    }
  };
}
