// What `help` and `hint` say.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Orchestrator } from "../knowledge/scenario/format.ts";
import { WORDS } from "./worlds/orchestrators.ts";

const KUBERNETES = `kubectl get pods|deployments|hpa|nodes|events|all [NAME] [-o wide|yaml|json] [-l app=web]
kubectl describe hpa|deployment|pod|node [NAME]
kubectl top pods|nodes, kubectl events
kubectl scale deployment NAME --replicas=N
kubectl autoscale deployment NAME --min=N --max=N --cpu=50%
kubectl set image deployment/NAME CONTAINER=IMAGE
kubectl rollout status|history|undo deployment/NAME
kubectl patch deployment NAME -p '{"spec":{...}}'
kubectl apply -f -       with the manifest pasted below it
and nearly everything else that kubectl can do`;

const SWARM = `docker service ls, docker service ps|inspect --pretty NAME
docker service scale NAME=N
docker service update --image IMAGE --update-order start-first --reserve-cpu 0.25 NAME
docker service rollback NAME
docker node ls, docker node ps|inspect NODE
docker node update --availability drain|active NODE
docker stack deploy -c - NAME      with the Compose file pasted below it
and nearly everything else that docker can do with a swarm; -d does not wait for a service to converge`;

const MESOS = `dcos marathon app list, dcos marathon app show /ID
dcos marathon app update /ID instances=N cpus=0.5
dcos marathon app add    with the app's JSON pasted below it
dcos marathon deployment list|rollback|stop
dcos marathon task list, dcos node list, dcos service list
GET /v2/queue, PUT /v2/apps/ID {"instances": 4}      what Marathon itself is asked, by curl too
GET /weights, PUT /weights [{"role": "shop", "weight": 2}]      what the Mesos master is asked`;

const TOOLS: Readonly<Record<Orchestrator, string>> = { kubernetes: KUBERNETES, swarm: SWARM, mesos: MESOS };

/** What the lab can do. */
export const printHelp = (orchestrator: Orchestrator) => `${TOOLS[orchestrator]}
wait 5m         let simulated time pass (30s, 5m, 1h)
until ready     let time pass until every wanted ${WORDS[orchestrator].instance} is ready, 10m at most
status          load, latency, cost and how well the level holds
chart           the whole run as a picture
why             what is wrong now, and what is behind it; ${WORDS[orchestrator].asks} asks about one thing
hint            the next hint
undo            take back the last change or wait, and the looks after it
predict off     no more questions about what will come of it
help X          one command, such as ${WORDS[orchestrator].helps}
finish          play to the end and see how it went`;

/** The hint number `at` (from 0); the last one again after that. */
export function printHint({ hints }: Scenario, at: number): string {
  const shown = Math.min(at, hints.length - 1);
  const more = at >= hints.length ? " That was the last hint." : "";
  return `Hint ${shown + 1} of ${hints.length}: ${hints[shown]}${more}`;
}
