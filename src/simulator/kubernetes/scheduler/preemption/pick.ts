/** Where preemption does least harm. Kubernetes 1.36, pkg/scheduler/framework/preemption/preemption.go (pickOneNodeForPreemption). */
import type { Time } from "../../api/meta.ts";
import { priorityOf } from "../pod-info.ts";
import { earliestStart } from "./importance.ts";
import type { Victims } from "./victims.ts";

/** Added to each priority, so that many victims of a negative one do not come out better than few. */
const SHIFT = 2 ** 31;

const podsOf = ({ victims }: Victims) => victims.map(({ pod }) => pod);

/** The smaller the better, one measure after the other: violations, highest priority, sum of priorities, number of victims, age of the most important. */
const MEASURES: ((candidate: Victims, now: Time) => number)[] = [
  ({ violations }) => violations,
  ({ victims: [first] }) => (first ? priorityOf(first.pod) : 0),
  (candidate) => podsOf(candidate).reduce((sum, pod) => sum + priorityOf(pod) + SHIFT, 0),
  ({ victims }) => victims.length,
  (candidate, now) => -earliestStart(podsOf(candidate), now),
];

/** All that are equally good; any of them may be taken. */
export function leastHarm(candidates: readonly Victims[], now: Time): Victims[] {
  let best = [...candidates];
  for (const measure of MEASURES) {
    const least = Math.min(...best.map((candidate) => measure(candidate, now)));
    best = best.filter((candidate) => measure(candidate, now) === least);
  }
  return best;
}
