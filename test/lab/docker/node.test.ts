/** `docker node`, `docker swarm` and what happens to a swarm whose nodes fail, through the command line. */
import { expect, test } from "@jest/globals";
import { cells, makeLab } from "./make.ts";

test("nodes are listed with the manager's own marked", () => {
  const table = cells(makeLab().out("docker node ls"));
  expect(table[0]).toEqual(["ID", "HOSTNAME", "STATUS", "AVAILABILITY", "MANAGER STATUS", "ENGINE VERSION"]);
  expect(table[1]).toEqual([
    expect.stringMatching(/^[0-9a-z]{25} \*$/),
    "manager-1",
    "Ready",
    "Active",
    "Leader",
    "28.2.2",
  ]);
  expect(table[4]?.slice(1)).toEqual(["worker-1", "Ready", "Active", "28.2.2"]);
});

test("a drained node's tasks go elsewhere, and its own list shows them shut down", () => {
  const { out, pass, swarm } = makeLab({
    services: [{ name: "web", mode: { kind: "replicated", replicas: 5 }, task: { image: "nginx:1.27" } }],
  });
  expect(out("docker node update --availability drain worker-1")).toBe("worker-1\n");
  pass(30_000);
  expect(out("docker node inspect worker-1 --format '{{.Spec.Availability}}'")).toBe("drain\n");
  expect(out("docker node ps worker-1 --format '{{.DesiredState}}'")).toBe("Shutdown\n");
  expect(swarm.service("web")?.running).toBe(5);
});

test("a node that fails is Down after its heartbeats stop, and service ps tells where its task went", () => {
  const { out, pass, swarm } = makeLab({
    services: [{ name: "web", mode: { kind: "replicated", replicas: 5 }, task: { image: "nginx:1.27" } }],
  });
  swarm.killNode("worker-2");
  pass(60_000);
  expect(cells(out("docker node ls --filter name=worker-2"))[1]?.slice(1)).toEqual([
    "worker-2",
    "Down",
    "Active",
    "28.2.2",
  ]);
  const earlier = cells(out("docker service ps web")).filter(([, name]) => name?.startsWith("\\_"));
  expect(earlier).toEqual([
    [
      expect.anything(),
      expect.stringMatching(/^\\_ web\.\d$/),
      "nginx:1.27",
      "worker-2",
      "Shutdown",
      expect.stringMatching(/^Running /),
    ],
  ]);
});

test("labels are added and removed; a label that is not there is refused", () => {
  const { out, run } = makeLab();
  out("docker node update --label-add disk=ssd --label-add rack=1 worker-1");
  out("docker node update --label-rm rack worker-1");
  expect(out("docker node inspect worker-1 --pretty")).toContain("Labels:\n - disk=ssd\nHostname:");
  expect(run("docker node update --label-rm rack worker-1").stderr).toBe("key rack doesn't exist in node's labels\n");
});

test("promotion makes a manager, demotion a worker again, and both say when there is nothing to do", () => {
  const { out, run } = makeLab();
  expect(out("docker node promote worker-1")).toBe("Node worker-1 promoted to a manager in the swarm.\n");
  expect(out("docker node ls --filter role=manager -q").trim().split("\n")).toHaveLength(4);
  expect(out("docker node promote worker-1")).toMatch(/^Node [0-9a-z]{25} is already a manager\.\n$/);
  expect(out("docker node demote worker-1")).toBe("Manager worker-1 demoted in the swarm.\n");
  expect(run("docker node rm manager-2").stderr).toContain("It must be demoted to worker before removal");
  expect(out("docker node rm --force worker-1")).toBe("worker-1\n");
});

test("without most of its managers the swarm answers nothing but its error", () => {
  const { run, swarm, pass } = makeLab();
  swarm.killNode("manager-2");
  swarm.killNode("manager-3");
  pass(30_000);
  const lost = "Error response from daemon: rpc error: code = Unknown desc = The swarm does not have a leader.";
  expect(run("docker node ls").stderr.startsWith(lost)).toBe(true);
  expect(run("docker service scale web=5").stderr.startsWith(`web: ${lost}`)).toBe(true);
  expect(run("docker service inspect web")).toMatchObject({ stdout: "[]\n", exit: 1 });
  expect(run("docker info").stdout).toContain("  Is Manager: false\n");
});

test("the swarm's own commands: tokens, leaving, task history", () => {
  const { run, out, swarm } = makeLab();
  expect(out("docker swarm join-token worker")).toMatch(
    /^To add a worker.*\n\n {4}docker swarm join --token SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25} 10\.20\.0\.11:2377\n\n$/,
  );
  expect(run("docker swarm init").stderr).toContain("This node is already part of a swarm.");
  expect(run("docker swarm leave").stderr).toContain("Use `--force` to suppress this message.");
  out("docker swarm update --task-history-limit 1");
  for (const tag of ["2", "3", "4"]) out(`docker service update -q --image nginx:${tag} web`);
  expect(swarm.tasks("web").length).toBeLessThanOrEqual(6);
  expect(out("docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.Managers}}/{{.Swarm.Nodes}}'")).toBe(
    "active 3/5\n",
  );
});
