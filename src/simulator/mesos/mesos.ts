/** A simulated Mesos cluster with Marathon and other frameworks: the kernel, the master, the frameworks over it, and the commands. */
import { createLoop } from "../kernel/loop.ts";
import { createRandom } from "../kernel/random.ts";
import { createTrace } from "../kernel/trace.ts";
import type { Sample } from "../kubernetes/cluster-api.ts";
import { createAllocator } from "./allocator/allocator.ts";
import { startBatch } from "./frameworks/batch.ts";
import { absolute } from "./marathon/app.ts";
import { startMarathon } from "./marathon/marathon.ts";
import { createRest } from "./marathon/rest.ts";
import { createMaster } from "./master/master.ts";
import { createRoles } from "./master/roles.ts";
import { machineCommands, roleCommands } from "./operator.ts";
import { createProbe, startMeasuring } from "./measure.ts";
import type { Mesos, MesosSetup } from "./mesos-api.ts";
import { behaviourOf, checkSetup, hostsOf, MOST, quotaFrom } from "./set-up.ts";
import { settle } from "./settle.ts";
import { agentView, appView, frameworkViews, instanceView, taskView } from "./views.ts";
import { createUuid, type World } from "./world.ts";

/** What one simulation may take: a week, and what a week of a busy cluster needs. */
const LIMITS = { spanMs: 7 * 24 * 3_600_000, events: 10_000_000 };

/** Lines of the log that are kept, and the kinds that tell a learner something. */
const KEPT_LINES = 1_000;
const TOLD = /^(task|agent|deployment|framework|role) /;

function createWorld(seed: string) {
  const loop = createLoop(LIMITS);
  const trace = createTrace();
  const log: { at: number; text: string }[] = [];
  const note = (text: string) => {
    trace.add(`${loop.now()} ${text}`);
    if (!TOLD.test(text)) return;
    log.push({ at: loop.now(), text });
    if (log.length > KEPT_LINES) log.shift();
  };
  const world: World = { loop, random: createRandom(seed), note };
  return { world, trace, log };
}

export function createMesos(setup: MesosSetup, seed: string): Mesos {
  checkSetup(setup);
  const { world, trace, log } = createWorld(seed);
  const { loop } = world;
  const role = setup.role ?? "*";
  const allocator = createAllocator({ random: world.random });
  const master = createMaster(world, createUuid(world), allocator, hostsOf(setup));
  const roles = createRoles(world, master, allocator);
  for (const [name, weight] of Object.entries(setup.weights ?? {})) roles.setWeight(name, weight);
  for (const [name, quota] of Object.entries(setup.quotas ?? {})) roles.setQuota(name, quotaFrom(quota), true);
  const probe = createProbe(world, master);
  const behaves = (app: Parameters<typeof behaviourOf>[1]) => behaviourOf(setup, app);
  const framework = { name: "marathon", role };
  const marathon = startMarathon(world, {
    master,
    framework,
    mostInstances: MOST.held,
    behaviourOf: behaves,
    probe,
  });
  settle(world, setup.apps, { master, marathon, allocator, role, behaviourOf: behaves });
  const batches = (setup.batches ?? []).map((batch) => startBatch(world, master, batch));
  const samples: Sample[] = [];
  startMeasuring(world, setup, { master, marathon, probe }, (sample) => {
    samples.push(sample);
    // They follow from what is traced already, and journals of labs were hashed before they were measured.
    const { eachAnswers: _each, answering: _answering, ...traced } = sample;
    trace.add(JSON.stringify(traced));
  });

  return {
    now: loop.now,
    run: loop.run,
    ...createRest(world, marathon, MOST),
    ...machineCommands(master),
    agents: () => master.hosts.all().map((host) => agentView(master, allocator, host)),
    frameworks: () => frameworkViews(allocator),
    roles: allocator.shares,
    offers: master.offers.outstanding,
    apps: () => [...marathon.apps.values()].map((app) => appView(marathon, app)),
    app(id) {
      const app = marathon.apps.get(absolute(id));
      return app && appView(marathon, app);
    },
    instances: (app) =>
      (app === undefined ? marathon.tracker.all() : marathon.tracker.ofApp(absolute(app))).map(instanceView),
    deployments: marathon.deployments.list,
    tasks: () => [...master.tasks.current(), ...master.tasks.ended()].map(taskView),
    batches: () => batches.map(({ setup: { name }, status }) => ({ name, ...status() })),
    ...roleCommands(roles),
    samples: () => [...samples],
    log: () => [...log],
    hash: trace.digest,
  };
}
