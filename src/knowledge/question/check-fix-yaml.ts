// The rules for manifests to be repaired: the broken one fails, the solution passes, and each check bites.
import type { FixYamlQuestion } from "../types.ts";
import type { Complaint } from "./complaint.ts";
import { failedChecks, readManifest, stepsOf } from "./manifest-check.ts";

/** What Slack's input takes in. */
const LONGEST = 3000;

export function checkFixYaml({ manifest, solution, checks }: FixYamlQuestion): Complaint[] {
  const right = readManifest(solution);
  if ("problem" in right) return [[`has a solution that cannot be read: ${right.problem}`, "write one YAML document"]];
  const complaints: Complaint[] = [];
  if (manifest.length > LONGEST)
    complaints.push([`has a manifest of ${manifest.length} characters`, `cut it to ${LONGEST}`]);
  const failed = failedChecks(right.manifest, checks, right.manifest);
  for (const { path } of failed)
    complaints.push([`has a solution that fails the check of "${path}"`, "correct either"]);
  // A manifest may be broken by being no YAML at all.
  const broken = readManifest(manifest);
  if ("manifest" in broken && failedChecks(broken.manifest, checks, right.manifest).length === 0)
    complaints.push(["has a manifest that passes all checks", "break it, or check what is broken"]);
  for (const { path, feedback } of checks) {
    if (!stepsOf(path))
      complaints.push([`has a check of "${path}", which is no path`, "write it as spec.ports[0].name"]);
    if (!feedback.trim()) complaints.push([`has no feedback for "${path}"`, "say what is still wrong when it fails"]);
  }
  return complaints;
}
