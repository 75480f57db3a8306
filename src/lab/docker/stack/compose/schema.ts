/** What a Compose file may say: the properties of format 3.13, the one of `docker stack deploy` (compose-spec; docker/cli, cli/compose/schema), and their types. */

export type Type = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";

export type Schema = {
  types: readonly Type[];
  /** Of an object: its properties, and of those without a name here, `each`. */
  fields?: Readonly<Record<string, Schema>>;
  each?: Schema;
  /** Of a list. */
  items?: Schema;
  /** Properties that are not named are let through. */
  isOpen?: boolean;
  format?: "duration" | "ports";
};

const STRING: Schema = { types: ["string"] };
const INTEGER: Schema = { types: ["integer"] };
const NUMBER: Schema = { types: ["number"] };
const BOOLEAN: Schema = { types: ["boolean"] };
const DURATION: Schema = { types: ["string"], format: "duration" };
const SCALAR: Schema = { types: ["string", "number", "null"] };
const STRINGS: Schema = { types: ["array"], items: STRING };
const WORDS: Schema = { types: ["string", "array"], items: STRING };
const PAIRS: Schema = { types: ["object", "array"], each: SCALAR, items: STRING };
const OPEN: Schema = { types: ["object"], isOpen: true };
const ANY: Schema = { types: ["object", "array", "string", "number", "boolean", "null"], isOpen: true };

const object = (fields: Record<string, Schema>): Schema => ({ types: ["object"], fields });

const UPDATE = object({
  parallelism: INTEGER,
  delay: DURATION,
  failure_action: STRING,
  monitor: DURATION,
  max_failure_ratio: NUMBER,
  order: STRING,
});

const DEPLOY: Schema = {
  types: ["object", "null"],
  fields: {
    mode: STRING,
    endpoint_mode: STRING,
    replicas: INTEGER,
    labels: PAIRS,
    rollback_config: UPDATE,
    update_config: UPDATE,
    resources: object({
      limits: object({ cpus: STRING, memory: STRING, pids: INTEGER }),
      reservations: object({ cpus: STRING, memory: STRING, generic_resources: { types: ["array"], items: ANY } }),
    }),
    restart_policy: object({ condition: STRING, delay: DURATION, max_attempts: INTEGER, window: DURATION }),
    placement: object({
      constraints: STRINGS,
      preferences: { types: ["array"], items: object({ spread: STRING }) },
      max_replicas_per_node: INTEGER,
    }),
  },
};

const HEALTHCHECK = object({
  disable: BOOLEAN,
  interval: DURATION,
  retries: NUMBER,
  test: WORDS,
  timeout: DURATION,
  start_period: DURATION,
  start_interval: DURATION,
});

const PORT: Schema = {
  types: ["number", "string", "object"],
  format: "ports",
  fields: { mode: STRING, target: INTEGER, published: INTEGER, protocol: STRING },
};

const MOUNT: Schema = {
  types: ["string", "object"],
  fields: {
    type: STRING,
    source: STRING,
    target: STRING,
    read_only: BOOLEAN,
    consistency: STRING,
    bind: OPEN,
    volume: OPEN,
    tmpfs: OPEN,
  },
};

const GRANT: Schema = {
  types: ["string", "object"],
  fields: { source: STRING, target: STRING, uid: STRING, gid: STRING, mode: NUMBER },
};

const SERVICE: Schema = object({
  deploy: DEPLOY,
  build: { types: ["string", "object"], isOpen: true },
  cap_add: STRINGS,
  cap_drop: STRINGS,
  cgroupns_mode: STRING,
  cgroup_parent: STRING,
  command: { types: ["string", "array", "null"], items: STRING },
  configs: { types: ["array"], items: GRANT },
  container_name: STRING,
  credential_spec: OPEN,
  depends_on: STRINGS,
  devices: STRINGS,
  dns: WORDS,
  dns_search: WORDS,
  domainname: STRING,
  entrypoint: { types: ["string", "array", "null"], items: STRING },
  env_file: WORDS,
  environment: PAIRS,
  expose: { types: ["array"], items: { types: ["string", "number"] } },
  external_links: STRINGS,
  extra_hosts: PAIRS,
  healthcheck: HEALTHCHECK,
  hostname: STRING,
  image: STRING,
  init: BOOLEAN,
  ipc: STRING,
  isolation: STRING,
  labels: PAIRS,
  links: STRINGS,
  logging: object({ driver: STRING, options: { types: ["object"], each: SCALAR } }),
  mac_address: STRING,
  network_mode: STRING,
  networks: { types: ["array", "object"], items: STRING, each: { types: ["object", "null"], isOpen: true } },
  pid: { types: ["string", "null"] },
  ports: { types: ["array"], items: PORT },
  privileged: BOOLEAN,
  read_only: BOOLEAN,
  restart: STRING,
  security_opt: STRINGS,
  shm_size: { types: ["number", "string"] },
  secrets: { types: ["array"], items: GRANT },
  sysctls: PAIRS,
  stdin_open: BOOLEAN,
  stop_grace_period: DURATION,
  stop_signal: STRING,
  tmpfs: WORDS,
  tty: BOOLEAN,
  ulimits: { types: ["object"], each: ANY },
  oom_score_adj: INTEGER,
  user: STRING,
  userns_mode: STRING,
  volumes: { types: ["array"], items: MOUNT },
  working_dir: STRING,
});

const named = (fields: Record<string, Schema>): Schema => ({
  types: ["object"],
  each: {
    types: ["object", "null"],
    fields: { ...fields, name: STRING, labels: PAIRS, external: { types: ["boolean", "object"], isOpen: true } },
  },
});

const DRIVER = { driver: STRING, driver_opts: OPEN };

export const COMPOSE: Schema = object({
  version: STRING,
  services: { types: ["object"], each: SERVICE },
  networks: named({ ...DRIVER, ipam: OPEN, internal: BOOLEAN, attachable: BOOLEAN }),
  volumes: named({ ...DRIVER, "x-cluster-spec": OPEN }),
  secrets: named({ ...DRIVER, file: STRING, template_driver: STRING }),
  configs: named({ file: STRING, template_driver: STRING }),
});
