/** `kubectl set serviceaccount`. Kubernetes 1.36, kubectl, pkg/cmd/set/set_serviceaccount.go. */
import type { Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { begin } from "../begin.ts";
import { changePods, findAll, SET_FLAGS } from "./write.ts";

const WORDS = { refused: "failed to patch ServiceAccountName", done: "serviceaccount updated" };

export const setServiceAccount: Verb = (context, args) => {
  const begun = begin(context, "kubectl set serviceaccount", args, SET_FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read, report } = begun;
  const name = read.words.at(-1);
  if (name === undefined) return complaint("serviceaccount is required");
  const found = findAll(begun, read.words.slice(0, -1));
  if (!found.ok) return found.outcome;
  for (const info of found.infos) {
    const failure = changePods(begun, info, (spec) => ({ ...spec, serviceAccountName: name }), WORDS);
    if (failure) report.fail(failure);
  }
  return report.outcome();
};
