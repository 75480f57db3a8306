/** Commands that wait let the cluster's time pass, in steps, until something is so or their time is up. */
import type { KubectlContext } from "../context.ts";

/** How often a waiting command looks: kubectl is told of every change, and some do not last. */
const LOOK_MS = 50;

/** What a command waits for when nobody says how long: a lab's thread must not hang on it. */
export const LONGEST_WAIT_MS = 600_000;

/** Whether it came to be so before `ms` of simulated time had passed; it is looked at before any passes. */
export function passUntil({ world, now }: KubectlContext, ms: number, isSo: () => boolean): boolean {
  const end = now() + ms;
  while (!isSo()) {
    if (now() >= end) return false;
    const before = now();
    world.run(Math.min(before + LOOK_MS, end));
    // A scenario that is over stands still.
    if (now() === before) return false;
  }
  return true;
}

/** What the lab says where kubectl would wait on. `what`: "pods/web-1 to be gone". */
export const stillGoing = (what: string) =>
  `The lab has waited ${LONGEST_WAIT_MS / 60_000} minutes for ${what} and stops here; kubectl itself would go on. It is still under way.`;
