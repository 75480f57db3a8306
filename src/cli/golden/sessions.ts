/** What the lab's commands print in a scenario, as it is on record: whole sessions, as a terminal would show them. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readLibrary } from "../../knowledge/read.ts";
import { play } from "../../lab/play.ts";

const root = resolve(import.meta.dirname, "../../..");
const SEED = "golden";

const MANIFEST = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web`;

/** By scenario. Looking and changing, tables and descriptions, what is for machines, and mistakes. */
const SESSIONS: Record<string, string[]> = {
  "hpa-spike": [
    "kubectl get all -o wide",
    "kubectl get nodes,svc,ep,sa",
    "kubectl describe node worker-1",
    "kubectl describe deployment web",
    "kubectl describe svc web",
    "kubectl get deployment web -o yaml",
    "kubectl top pods",
    "kubectl autoscale deployment web --min=2 --max=10 --cpu=50%",
    "wait 7m",
    "kubectl get hpa",
    "kubectl describe hpa web",
    "kubectl top nodes",
    "kubectl get pods --sort-by=.metadata.creationTimestamp -L app",
    'kubectl get pods -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.spec.nodeName}{"\\n"}{end}\'',
    "kubectl get events --field-selector=involvedObject.kind=HorizontalPodAutoscaler",
    "kubectl events --for deployment/web",
    `kubectl apply -f -\n${MANIFEST}`,
    "kubectl get pdb web -o wide",
    "kubectl describe pdb web",
    "kubectl delete pod -l app=web --wait=false",
    "kubectl get pods -w",
    "kubectl gte pods",
    "kubectl get pods --al",
    "kubectl get deploymnts",
    "kubectl logs deployment/web",
    "kubectl exec web -- sh",
    "kubectl explain pdb.spec",
  ],
  "swarm-quorum": [
    "docker node ls",
    "docker service ls",
    "docker service inspect --pretty web",
    "docker node inspect --pretty worker-1",
    "docker service scale web=5",
    "docker service ps web",
    "docker service update --limit-memory 200M --update-order start-first web",
    "docker service ps web --filter desired-state=running --format '{{.Name}} {{.Node}} {{.CurrentState}}'",
    "wait 6m",
    "docker node ls",
    "docker node promote worker-1",
    "docker node demote manager-1",
    "docker node update --availability drain worker-3",
    "docker node ps worker-3",
    "docker service rollback web",
    "docker service inspect web --format '{{json .Spec.TaskTemplate.Resources}}'",
    "docker node demote worker-1",
    "wait 3m",
    "docker node ls",
    "docker service scale web=8",
    "docker service logs web",
    "docker servce ls",
    "docker service scale web",
    "docker service ps wep",
    "docker run nginx",
    "status",
  ],
  "mesos-fair-shares": [
    "dcos marathon app list",
    "dcos marathon app show /web",
    "dcos node list",
    "dcos service list",
    "GET /weights",
    'PUT /weights [{"role": "shop", "weight": 0}]',
    'PUT /weights [{"role": "shop", "weight": 3}]',
    "curl -i http://leader.mesos:5050/weights",
    "dcos marathon app update /web instances=11",
    "dcos marathon deployment list",
    "GET /v2/queue",
    "wait 2m",
    "dcos marathon task list",
    "dcos service list",
    'PUT /v2/apps/web {"upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0}}',
    "dcos marathon app restart /web",
    "dcos marathon app update /web instances=2",
    "wait 3m",
    "dcos node drain agent-1",
    "dcos node list",
    "dcos marathon app update /wep instances=2",
    "dcos marathon app update /web instances=many",
    "GET /v2/pods",
    "dcos package list",
    "status",
  ],
};

export type Session = { scenario: string; text: string };

const fileOf = (scenario: string) => join(root, "test/golden", `${scenario}.session.txt`);

/** What they print now. */
export function playSessions(): Session[] {
  const { findScenario } = readLibrary(join(root, "knowledge"));
  return Object.entries(SESSIONS).flatMap(([id, commands]) => {
    const scenario = findScenario(id);
    if (!scenario) return [];
    const { turns } = play(scenario, SEED, commands);
    return [{ scenario: id, text: turns.map(({ text, output }) => `$ ${text}\n${output}\n`).join("\n") }];
  });
}

/** What is on record; nothing of a scenario that has none. */
export function readSession(scenario: string): string | undefined {
  const file = fileOf(scenario);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

export function writeSessions(sessions: readonly Session[]): void {
  for (const { scenario, text } of sessions) writeFileSync(fileOf(scenario), text);
}

/** The first line that is not the one on record; 0 when all are. */
export function firstDifference({ scenario, text }: Session): number {
  const [is, was] = [text, readSession(scenario) ?? ""].map((each) => each.split("\n"));
  const most = Math.max(is?.length ?? 0, was?.length ?? 0);
  for (let at = 0; at < most; at++) if (is?.[at] !== was?.[at]) return at + 1;
  return 0;
}
