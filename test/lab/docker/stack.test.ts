/** Stacks from Compose files: deployed twice, pruned, removed; what the client refuses and what it ignores. */
import { expect, test } from "@jest/globals";
import { makeLab } from "./make.ts";

const FILE = `
services:
  web:
    image: nginx:1.27
    ports: ["9090:80"]
    deploy:
      replicas: 2
      update_config: {parallelism: 1, delay: 2s, order: start-first}
      resources: {limits: {cpus: "0.5", memory: 128M}}
  db:
    image: postgres:17
    environment: {POSTGRES_PASSWORD: x}
    deploy: {placement: {constraints: ["node.role == worker"]}}
`;

test("a stack is deployed from what was pasted, and a second time updates only what changed", () => {
  const { out, run, pass, swarm } = makeLab({ services: [] });
  const first = run("docker stack deploy -c - shop", FILE);
  expect(first.stdout).toBe("Creating network shop_default\nCreating service shop_web\nCreating service shop_db\n");
  expect(first.stderr).toContain("Since --detach=false was not specified");
  pass(20_000);
  expect(out("docker stack ls")).toBe("NAME      SERVICES\nshop      2\n");
  expect(out("docker stack services shop --format '{{.Name}} {{.Replicas}} {{.Ports}}'")).toBe(
    "shop_db 1/1 \nshop_web 2/2 *:9090->80/tcp\n",
  );
  const databases = swarm.tasks("shop_db").map(({ id }) => id);

  const second = run("docker stack deploy --detach=false -c - shop", FILE.replace("nginx:1.27", "nginx:1.28"));
  expect(second.stdout).toMatch(
    /^Updating service shop_web \(id: [0-9a-z]{25}\)\nUpdating service shop_db \(id: [0-9a-z]{25}\)\n/,
  );
  expect(second.stderr).toBe("");
  expect(swarm.tasks("shop_db").map(({ id }) => id)).toEqual(databases);
  expect(out("docker stack ps shop --filter desired-state=running --format '{{.Name}} {{.Image}}'")).toBe(
    "shop_db.1 postgres:17\nshop_web.1 nginx:1.28\nshop_web.2 nginx:1.28\n",
  );
  expect(swarm.service("shop_web")?.spec.update).toMatchObject({ delayMs: 2_000, order: "start-first" });
  expect(swarm.service("shop_web")?.spec.task.limits).toEqual({ nanoCpus: 5e8, memoryBytes: 128 * 1024 ** 2 });
});

test("--prune removes what the file has no more, rm the rest with its network", () => {
  const { out, run } = makeLab({ services: [] });
  out("docker stack deploy -d -c - shop", FILE);
  expect(run("docker stack deploy -d --prune -c - shop", "services: {web: {image: 'nginx:1.27'}}").stdout).toContain(
    "Removing service shop_db\n",
  );
  expect(out("docker stack rm shop")).toBe("Removing service shop_web\nRemoving network shop_default\n");
  expect(run("docker stack rm shop")).toMatchObject({ stderr: "Nothing found in stack: shop\n", exit: 0 });
  expect(run("docker stack ps shop")).toMatchObject({ stderr: "nothing found in stack: shop\n", exit: 1 });
});

test.each([
  ["services:\n\tweb:\n", "yaml: line 2: found character that cannot start any token"],
  ["version: '2'\nservices: {}\n", "unsupported Compose file version: 2"],
  [
    "services: {web: {image: nginx, deploy: {replica: 2}}}",
    "services.web.deploy Additional property replica is not allowed",
  ],
  ["services: {web: {image: nginx, deploy: {replicas: two}}}", "services.web.deploy.replicas must be a integer"],
  [
    "services: {web: {image: nginx, deploy: {resources: {limits: {cpus: 0.5}}}}}",
    "services.web.deploy.resources.limits.cpus must be a string",
  ],
  ["name: shop\nservices: {web: {image: nginx}}", "(root) Additional property name is not allowed"],
  ["services: {web: {build: .}}", "invalid image reference for service web: no image specified"],
  ["services: {web: {image: nginx, networks: [back]}}", 'service "web": undefined network "back"'],
  ["- a\n- b\n", "Top-level object must be a mapping"],
])("the client refuses %j", (file, complaint) => {
  const { run, swarm } = makeLab({ services: [] });
  expect(run("docker stack deploy -c - shop", file)).toMatchObject({ stdout: "", stderr: `${complaint}\n`, exit: 1 });
  expect(swarm.services()).toEqual([]);
});

test("options that a swarm does not know are ignored with a warning, and others forbidden", () => {
  const { run } = makeLab({ services: [] });
  const ignored = "services: {web: {image: nginx, build: ., container_name: w, privileged: true}}";
  expect(run("docker stack deploy -d -c - shop", ignored).stderr).toBe(
    "Ignoring unsupported options: build, privileged\n\nIgnoring deprecated options:\n\ncontainer_name: Setting the container name is not supported.\n\n",
  );
  expect(run("docker stack deploy -d -c - shop", "services: {web: {image: nginx, mem_limit: 1g}}").stderr).toContain(
    "Compose file contains unsupported options:\n\nmem_limit: Set resource limits using deploy.resources\n",
  );
});

test("variables take their defaults; a file is found by name; a second network is the stack's own", () => {
  const file = "services: {web: {image: 'nginx:${TAG:-1.28}', networks: [back]}}\nnetworks: {back: {}}\n";
  const { out, run } = makeLab({ services: [] }, { files: { "stack.yml": file } });
  expect(run("docker stack deploy -d -c stack.yml shop").stdout).toBe(
    "Creating network shop_back\nCreating service shop_web\n",
  );
  expect(out("docker service ls --format '{{.Image}}'")).toBe("nginx:1.28\n");
  expect(out("docker service inspect shop_web --pretty")).toContain("\nNetworks: shop_back \n");
  expect(run("docker stack deploy -c nosuch.yml shop").stderr).toBe("open nosuch.yml: no such file or directory\n");
});
