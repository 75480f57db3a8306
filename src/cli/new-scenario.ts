// The beginning of a scenario: one that can be played as it is, with its story to be written.
import { BLANK } from "../knowledge/check-blanks.ts";

/** A spike of load on one Deployment, which an HPA holds and waiting does not. */
export function newScenario(id: string): string {
  return `id: ${id}
title: "${BLANK}: what the card is called"
level: beginner
minutes: 10
story: "${BLANK}: what is running and what is about to happen, in two or three sentences."
goal: "${BLANK}: the service level and the budget in words; the numbers below are what is judged."
span: 30m
cluster:
  nodes:
    - { name: worker-1, cpu: 2, memory: 4Gi }
    - { name: worker-2, cpu: 2, memory: 4Gi }
    - { name: worker-3, cpu: 2, memory: 4Gi }
  deployments:
    - name: web
      replicas: 2
      image: ${id}/web:1.0
      requests: { cpu: 250m, memory: 128Mi }
      limits: { cpu: 500m, memory: 256Mi }
      workload: { start: [6s, 12s], stop: 3s, cpuPerRequest: 8ms, idleCpu: 5m, parallelism: 1 }
  services:
    - name: web
      deployment: web
      port: 80
      traffic: { kind: spike, base: 30, peak: 440, start: 5m, end: 15m, edge: 60s }
serviceLevel: { p95Ms: 500, errorRate: 0.01, share: 0.9 }
budget: { podHours: 3.6 }
hints:
  - "${BLANK}: a nudge"
  - "${BLANK}: the idea"
  - "${BLANK}: the command itself"
lessons: [autoscaling#formula]
solutions:
  - name: an HPA at 50 % CPU
    expect: pass
    commands: ["kubectl autoscale deployment web --min=2 --max=10 --cpu=50%", finish]
traps:
  - { name: only waits, expect: fail, commands: [finish] }
`;
}
