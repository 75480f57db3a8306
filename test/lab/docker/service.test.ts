/** Every verb of `docker service` on a running swarm: what it prints, and what has become of it after simulated time. */
import { expect, test } from "@jest/globals";
import { cells, makeLab } from "./make.ts";

const UP = "{{.Name}} {{.Image}} {{.DesiredState}} {{.CurrentState}}";

test("a service that is created converges, is listed and can be inspected", () => {
  const { out } = makeLab();
  const created = out("docker service create --name cache --replicas 2 --publish 6379:6379 --limit-memory 64M redis:7");
  expect(created).toMatch(/^[0-9a-z]{25}\n/);
  expect(created).toContain("overall progress: 2 out of 2 tasks\n");
  expect(created.trimEnd()).toMatch(/verify: Service [0-9a-z]{25} converged$/);
  expect(cells(out("docker service ls"))).toEqual([
    ["ID", "NAME", "MODE", "REPLICAS", "IMAGE", "PORTS"],
    [expect.stringMatching(/^[0-9a-z]{12}$/), "cache", "replicated", "2/2", "redis:7", "*:6379->6379/tcp"],
    [expect.stringMatching(/^[0-9a-z]{12}$/), "web", "replicated", "3/3", "nginx:1.27"],
  ]);
  expect(out("docker service inspect --pretty cache")).toContain("Limits:\n  Memory:\t64MiB\n");
  expect(out("docker service inspect cache --format '{{.Spec.Mode.Replicated.Replicas}}'")).toBe("2\n");
  const [inspected] = JSON.parse(out("docker service inspect cache"));
  expect(inspected.Spec.TaskTemplate.ContainerSpec.Image).toMatch(/^redis:7@sha256:[0-9a-f]{64}$/);
  expect(inspected.Spec.UpdateConfig).toMatchObject({ Parallelism: 1, FailureAction: "pause", Monitor: 5e9 });
});

test("an update replaces task by task, and the history shows what was there before", () => {
  const { out, swarm } = makeLab();
  const before = swarm.now();
  out("docker service update --image nginx:1.28 --update-delay 10s web");
  expect(swarm.now() - before).toBeGreaterThan(20_000);
  const table = cells(out("docker service ps web"));
  expect(table.slice(1).map(([, name, image, , desired]) => [name, image, desired])).toEqual([
    ["web.1", "nginx:1.28", "Running"],
    ["\\_ web.1", "nginx:1.27", "Shutdown"],
    ["web.2", "nginx:1.28", "Running"],
    ["\\_ web.2", "nginx:1.27", "Shutdown"],
    ["web.3", "nginx:1.28", "Running"],
    ["\\_ web.3", "nginx:1.27", "Shutdown"],
  ]);
  expect(table[2]?.[5]).toMatch(/^Shutdown (?:\d+ seconds|about a minute) ago$/);
  expect(out("docker service inspect web --pretty")).toMatch(
    /UpdateStatus:\n State:\t\t(?:completed|updating)\n Started:\t/,
  );
});

test("a rollback goes back to the image before, through the command of its own and the flag", () => {
  const { out } = makeLab();
  out("docker service update -q --image nginx:1.28 web");
  expect(out("docker service rollback web")).toContain("rollback: manually requested rollback\n");
  expect(out("docker service ls --format '{{.Image}}'")).toBe("nginx:1.27\n");
  out("docker service update --rollback --detach web");
  expect(out("docker service ls --format '{{.Image}}'")).toBe("nginx:1.28\n");
});

test("an update to an image that fails is paused, and says so", () => {
  const { run, out } = makeLab();
  const outcome = run("docker service update --image nginx:bad web");
  expect(outcome.exit).toBe(1);
  expect(outcome.stderr).toMatch(
    /^service update paused: update paused due to failure or early termination of task [0-9a-z]{25}\n$/,
  );
  expect(out(`docker service ps web --filter desired-state=shutdown --format '${UP}'`)).toMatch(
    /nginx:bad Shutdown Failed/,
  );
});

test("an image that no registry has is warned of, and its tasks are rejected", () => {
  const { run, out, pass } = makeLab();
  const outcome = run("docker service create --detach --name lost nginx:none");
  expect(outcome.stderr).toContain("image nginx:none could not be accessed on a registry to record\nits digest.");
  pass(3_000);
  expect(out("docker service ps lost --no-trunc")).toContain('"No such image: nginx:none"');
});

test("scaling several services waits for each; a global one and a misspelt number are refused", () => {
  const { out, run } = makeLab();
  out("docker service create -d --name api --replicas 1 api:1");
  const scaled = out("docker service scale web=5 api=2");
  expect(scaled).toContain("web scaled to 5\napi scaled to 2\n");
  expect(out("docker service ls --format '{{.Name}} {{.Replicas}}'")).toBe("api 2/2\nweb 5/5\n");
  out("docker service create -d --name agent --mode global agent:1");
  expect(run("docker service scale agent=3 web=x web=1").stderr).toBe(
    'agent: scale can only be used with replicated or replicated-job mode\nweb: invalid replicas value x: strconv.ParseUint: parsing "x": invalid syntax\n',
  );
  expect(out("docker service ls --filter name=web --format '{{.Replicas}}'")).toBe("1/1\n");
});

test("flags of update change what they name: environment, labels, constraints, ports, resources", () => {
  const { out } = makeLab();
  out("docker service update -d --env-add A=1 --env-add B=2 --label-add team=a --publish-add 8080:80 web");
  out(
    "docker service update -d --env-rm A --constraint-add node.role==worker --reserve-cpu 0.5 --restart-condition on-failure web",
  );
  const [{ Spec }] = JSON.parse(out("docker service inspect web"));
  expect(Spec.Labels).toEqual({ team: "a" });
  expect(Spec.TaskTemplate.ContainerSpec.Env).toEqual(["B=2"]);
  expect(Spec.TaskTemplate.Placement.Constraints).toEqual(["node.role==worker"]);
  expect(Spec.TaskTemplate.Resources.Reservations).toEqual({ NanoCPUs: 5e8 });
  expect(Spec.TaskTemplate.RestartPolicy).toMatchObject({ Condition: "on-failure", Delay: 5e9 });
  expect(Spec.EndpointSpec.Ports).toEqual([
    { Protocol: "tcp", TargetPort: 80, PublishedPort: 8080, PublishMode: "ingress" },
  ]);
});

test("an update that changes nothing replaces no task, and --force replaces all", () => {
  const { out, swarm } = makeLab();
  const ids = () =>
    swarm
      .tasks("web")
      .filter(({ desiredState }) => desiredState === "running")
      .map(({ id }) => id);
  const before = ids();
  out("docker service update web");
  expect(ids()).toEqual(before);
  out("docker service update --force web");
  expect(ids().filter((id) => before.includes(id))).toEqual([]);
});

test("a job is done when its tasks are", () => {
  const { out } = makeLab({
    behaviours: { "job:1": { prepareMs: 100, startMs: 100, stopMs: 100, completeAfterMs: 2_000 } },
  });
  expect(
    out("docker service create --name work --mode replicated-job --replicas 4 --max-concurrent 2 job:1"),
  ).toContain("job complete\n");
  expect(out("docker service ls --filter name=work")).toContain("0/2 (4/4 completed)");
});

test("a command that waits too long goes on in the background", () => {
  const { out } = makeLab({}, { patienceMs: 2_000 });
  const text = out("docker service create --name big --reserve-cpu 64 nginx:1.27");
  expect(text).toContain("1/1: no suitable node (insufficient resources on 5 nodes)");
  expect(text).toMatch(
    /Operation continuing in background\.\nUse `docker service ps [0-9a-z]{25}` to check progress\.\n$/,
  );
});

test("where nobody sees the terminal, every look is a line, without the bars", () => {
  const { out } = makeLab({}, { isTerminal: false });
  const lines = out("docker service scale web=4").trimEnd().split("\n");
  expect(lines.slice(0, 7)).toEqual([
    "web scaled to 4",
    "overall progress: 0 out of 4 tasks",
    "1/4:  ",
    "2/4:  ",
    "3/4:  ",
    "4/4:  ",
    "overall progress: 3 out of 4 tasks",
  ]);
  expect(lines.filter((line) => line === "verify: Waiting 5 seconds to verify that tasks are stable...")).toHaveLength(
    5,
  );
  expect(lines.at(-1)).toBe("verify: Service web converged");
});

test("removed services are gone; what is not there is refused, and the rest is done", () => {
  const { run, out } = makeLab();
  const outcome = run("docker service rm web nosuch");
  expect(outcome).toMatchObject({
    stdout: "web\n",
    stderr: "Error response from daemon: service nosuch not found\n",
    exit: 1,
  });
  expect(out("docker service ls -q")).toBe("");
  expect(run("docker service logs nosuch").stderr).toBe("no such task or service: nosuch\n");
});

test("logs are what a lab has not, and it says why", () => {
  expect(makeLab().run("docker service logs web")).toMatchObject({
    outside: "docker service logs",
    stderr: expect.stringContaining("run no program"),
  });
});
