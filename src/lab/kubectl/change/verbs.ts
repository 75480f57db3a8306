/** The verbs of kubectl that change the cluster, or wait for it. */
import type { Verb } from "../context.ts";
import { annotate } from "./annotate.ts";
import { apply } from "./apply/apply.ts";
import { diff } from "./apply/diff.ts";
import { autoscale } from "./autoscale.ts";
import { cordon, uncordon } from "./cordon.ts";
import { create } from "./create/create.ts";
import { deleteObjects } from "./delete.ts";
import { drain } from "./drain.ts";
import { expose } from "./expose.ts";
import { label } from "./label.ts";
import { patch } from "./patch.ts";
import { replace } from "./replace.ts";
import { rollout } from "./rollout/rollout.ts";
import { run } from "./run.ts";
import { scale } from "./scale.ts";
import { set } from "./set/set.ts";
import { taint } from "./taint.ts";
import { wait } from "./wait.ts";

export const CHANGE_VERBS: Readonly<Record<string, Verb>> = {
  annotate,
  apply,
  autoscale,
  cordon,
  create,
  delete: deleteObjects,
  diff,
  drain,
  expose,
  label,
  patch,
  replace,
  rollout,
  run,
  scale,
  set,
  taint,
  uncordon,
  wait,
};
