// What `help` and `hint` say.
import type { Scenario } from "../knowledge/scenario.ts";

/** What the lab can do. */
export const HELP = `kubectl get pods|deployments|hpa|nodes|events|all [NAME] [-o wide|yaml|json] [-l app=web]
kubectl describe hpa|deployment|pod|node [NAME]
kubectl top pods|nodes, kubectl events
kubectl scale deployment NAME --replicas=N
kubectl autoscale deployment NAME --min=N --max=N --cpu=50%
kubectl set image deployment/NAME CONTAINER=IMAGE
kubectl rollout status|history|undo deployment/NAME
kubectl apply -f -       with the manifest pasted below it
and nearly everything else that kubectl can do
wait 5m         let simulated time pass (30s, 5m, 1h)
until ready     let time pass until every wanted pod is ready, 10m at most
status          load, latency, cost and how well the level holds
hint            the next hint
undo            take back the last command
finish          play to the end and see how it went`;

/** The hint number `at` (from 0); the last one again after that. */
export function printHint({ hints }: Scenario, at: number): string {
  const shown = Math.min(at, hints.length - 1);
  const more = at >= hints.length ? " That was the last hint." : "";
  return `Hint ${shown + 1} of ${hints.length}: ${hints[shown]}${more}`;
}
