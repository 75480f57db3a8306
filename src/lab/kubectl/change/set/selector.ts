/** `kubectl set selector`. Kubernetes 1.36, kubectl, pkg/cmd/set/set_selector.go. */
import type { Service } from "../../../../simulator/kubernetes/api/core.ts";
import type { Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { type Requirement, readSelector } from "../../selector.ts";
import { type Begun, begin } from "../begin.ts";
import { type Failure, fromServer, plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { visitObjects } from "../visit.ts";
import { SET_FLAGS } from "./write.ts";

const SELECTOR_FLAGS = { ...SET_FLAGS, "resource-version": { type: "text" } } as const;

/** A requirement as Go prints it. */
const shown = ({ key, operator, values }: Requirement) => `{${key} ${operator} [${values.join(" ")}]}`;

function setOne({ context, dryRun, print }: Begun, info: Info, requirements: Requirement[]): Failure | undefined {
  const { object } = info;
  if (object.kind !== "Service") return plain("setting a selector is only supported for Services");
  // A Service knows no other requirement than labels that are equal.
  const others = requirements.filter(({ operator, values }) => operator !== "in" || values.length !== 1);
  if (others.length > 0) return plain(`match expression [${others.map(shown).join(" ")}] not supported on this object`);
  const selector = Object.fromEntries(requirements.map(({ key, values }) => [key, values[0] ?? ""]));
  const after: Service = { ...object, spec: { ...object.spec, selector } };
  if (dryRun !== "client") {
    const answer = context.world.api.update(after, { dryRun: dryRun === "server" });
    if (!answer.ok) return fromServer(answer.error);
  }
  print.object({ ...info, object: after }, "selector updated");
  return undefined;
}

export const setSelector: Verb = (context, args) => {
  const begun = begin(context, "kubectl set selector", args, SELECTOR_FLAGS);
  if (!begun.ok) return begun.outcome;
  const { words } = begun.read;
  const last = words.at(-1);
  if (last === undefined) return complaint("one selector is required");
  const selector = readSelector(last);
  if (!selector.ok) return complaint(`couldn't parse the selector string ${JSON.stringify(last)}: ${selector.message}`);
  return visitObjects(begun, words.slice(0, -1), (info) => setOne(begun, info, selector.requirements));
};
