/** kubectl rollout on a simulated cluster: the texts are those of ../shared/transcripts/kubectl/04-rollout.json. */
import { expect, test } from "@jest/globals";
import {
  history,
  pause,
  restart,
  resume,
  revisionsOf,
  rolloutStatusText,
  undo,
} from "../../../src/simulator/kubernetes/deployment/rollout.ts";
import { deploymentIn, image, makeCluster, makeManifest, sizesIn } from "./make.ts";

function makeUpdated() {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ sim: { startMs: "1000" } }));
  cluster.run(5_000);
  cluster.patch("Deployment", "web", image("app:v2"));
  cluster.run(60_000);
  return cluster;
}

test("undo goes back to the revision before, which becomes the newest", () => {
  const cluster = makeUpdated();
  expect(revisionsOf(cluster.world, deploymentIn(cluster)).map(({ revision }) => revision)).toEqual([1, 2]);
  expect(undo(cluster.world, deploymentIn(cluster))).toEqual({ ok: true, text: "rolled back" });
  cluster.run(120_000);
  expect(sizesIn(cluster)).toEqual({ "2": "0/0", "3": "3/3" });
  expect(deploymentIn(cluster).spec.template.spec.containers[0]?.image).toBe("app:v1");
  expect(deploymentIn(cluster).spec.template.metadata?.labels).toEqual({ app: "web" });
  const [, newest] = revisionsOf(cluster.world, deploymentIn(cluster));
  expect(newest?.replicaSet.metadata.annotations?.["deployment.kubernetes.io/revision-history"]).toBe("1");
});

test("undo says why it does nothing", () => {
  const cluster = makeUpdated();
  const { world } = cluster;
  expect(undo(world, deploymentIn(cluster), 2)).toEqual({
    ok: true,
    text: "skipped rollback (current template already matches revision 2)",
  });
  expect(undo(world, deploymentIn(cluster), 7)).toEqual({
    ok: false,
    text: "unable to find specified revision 7 in history",
  });
  pause(world, deploymentIn(cluster));
  expect(undo(world, deploymentIn(cluster))).toEqual({
    ok: false,
    text: "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
  });
  const fresh = makeCluster();
  fresh.apply(makeManifest());
  fresh.run(5_000);
  expect(undo(fresh.world, deploymentIn(fresh)).text).toBe('no rollout history found for deployment "web"');
});

test("the change cause of a revision is the annotation that the Deployment had", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest());
  cluster.run(5_000);
  cluster.patch("Deployment", "web", { metadata: { annotations: { "kubernetes.io/change-cause": "first try" } } });
  cluster.run(6_000);
  expect(history(cluster.world, deploymentIn(cluster))).toBe("REVISION  CHANGE-CAUSE\n1         first try\n");
  const other = makeUpdated();
  expect(history(other.world, deploymentIn(other))).toBe(
    "REVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n",
  );
});

test("a paused Deployment takes changes but does not roll them out", () => {
  const cluster = makeUpdated();
  const { world } = cluster;
  expect(pause(world, deploymentIn(cluster))).toEqual({ ok: true, text: "paused" });
  expect(pause(world, deploymentIn(cluster)).text).toBe('deployments.apps "web" is already paused');
  expect(restart(world, deploymentIn(cluster), "2026-01-01T00:00:00Z").text).toBe(
    `deployments.apps "web" can't restart paused deployment (run rollout resume first)`,
  );
  cluster.patch("Deployment", "web", image("app:v3"));
  cluster.patch("Deployment", "web", { spec: { replicas: 5 } });
  cluster.run(120_000);
  // Scaling goes on all the same, with the template of before.
  expect(sizesIn(cluster)).toEqual({ "1": "0/0", "2": "5/5" });
  expect(rolloutStatusText(deploymentIn(cluster))).toEqual({
    ok: true,
    text: 'Waiting for deployment "web" rollout to finish: 0 out of 5 new replicas have been updated...\n',
    done: false,
  });
  expect(resume(world, deploymentIn(cluster))).toEqual({ ok: true, text: "resumed" });
  expect(resume(world, deploymentIn(cluster)).text).toBe('deployments.apps "web" is not paused');
  cluster.run(180_000);
  expect(sizesIn(cluster)).toEqual({ "1": "0/0", "2": "0/0", "3": "5/5" });
});

test("a restart is a new revision of the same image", () => {
  const cluster = makeUpdated();
  expect(restart(cluster.world, deploymentIn(cluster), "2026-01-01T00:00:00Z").text).toBe("restarted");
  expect(rolloutStatusText(deploymentIn(cluster)).text).toBe("Waiting for deployment spec update to be observed...\n");
  cluster.run(120_000);
  expect(sizesIn(cluster)).toEqual({ "1": "0/0", "2": "0/0", "3": "3/3" });
  expect(rolloutStatusText(deploymentIn(cluster))).toEqual({
    ok: true,
    text: 'deployment "web" successfully rolled out\n',
    done: true,
  });
  expect(rolloutStatusText(deploymentIn(cluster), 2).text).toBe(
    "desired revision (2) is different from the running revision (3)",
  );
});

test("only as many old revisions are kept as revisionHistoryLimit says", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ spec: { revisionHistoryLimit: 1 } }));
  for (let i = 2; i <= 4; i++) {
    cluster.run(i * 60_000);
    cluster.patch("Deployment", "web", image(`app:v${i}`));
  }
  cluster.run(600_000);
  expect(sizesIn(cluster)).toEqual({ "3": "0/0", "4": "3/3" });
});
