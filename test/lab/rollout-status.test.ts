// `kubectl rollout status` is told of every change of its object, also of those that last a moment.
import { expect, test } from "@jest/globals";
import { createSession } from "./change-session.ts";

const FINISH = 'Waiting for deployment "web" rollout to finish:';

test("every state of a rollout is told once, in turn, to the last replica", () => {
  const { run, say, pass, store } = createSession();
  say("create deployment web --image=nginx:1.27 --replicas=4");
  pass(20_000);
  say("set image deployment/web nginx=nginx:1.28");
  const seen: number[] = [];
  const stop = store.watch(({ object }) => {
    if (object.kind === "Deployment") seen.push(object.status.updatedReplicas ?? 0);
  });
  const { stdout, exit } = run("rollout status deployment/web");
  stop();
  const lines = stdout.trim().split("\n");
  expect(exit).toBe(0);
  expect(lines.at(-1)).toBe('deployment "web" successfully rolled out');
  expect(lines.at(-2)).toBe(`${FINISH} 3 of 4 updated replicas are available...`);
  expect(lines).toContain(`${FINISH} 1 old replicas are pending termination...`);
  for (const updated of new Set(seen.filter((count) => count > 0 && count < 4)))
    expect(lines).toContain(`${FINISH} ${updated} out of 4 new replicas have been updated...`);
  expect(new Set(lines).size).toBe(lines.length);
});

test("a Deployment that goes meanwhile ends the watch", () => {
  const { run, say, world, loop } = createSession();
  say("create deployment web --image=nginx:1.27 --replicas=4");
  loop.after(1_000, () => void world.api.delete("Deployment", "web"));
  const { stderr, exit } = run("rollout status deployment/web --timeout=60s");
  expect([stderr, exit]).toEqual(["error: object has been deleted\n", 1]);
});
