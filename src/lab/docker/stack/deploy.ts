/** docker stack deploy */
import { failed, joined, lacking, printed, type Outcome } from "../../shell/outcome.ts";
import type { Call, Command } from "../command/command.ts";
import { isOn, isSet, listOf, textOf, type Flags } from "../command/flags.ts";
import type { Engine } from "../engine/engine.ts";
import type { ApiService, ApiServiceSpec } from "../engine/objects.ts";
import { converge, inBackground } from "../service/converge.ts";
import { resolveImage } from "../service/resolve-image.ts";
import { convertService, networkNames, networkOf } from "./compose/convert.ts";
import { loadCompose, type Compose } from "./compose/load.ts";
import { IMAGE } from "./compose/names.ts";
import { composeText } from "./read-files.ts";
import { nameError, stackNetworks, stackServices } from "./stacks.ts";

const NO_MANAGER =
  'this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again';

const DETACHED =
  "Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.\n";

const RESOLVE = ["always", "changed", "never"];

/** --detach is on until it is said to be off. */
const isDetached = (flags: Flags) => (isSet(flags, "detach") ? isOn(flags, "detach") : true);

const warned = (stderr: string): Outcome => ({ stdout: "", stderr, exit: 0 });

/** The networks that the file defines and its services use, made where they are not there yet. */
function deployNetworks(engine: Engine, namespace: string, compose: Compose): Outcome {
  const used = new Set(Object.values(compose.services).flatMap(networkNames));
  const existing = new Set(engine.networks().map(({ Name }) => Name));
  const known = new Set(stackNetworks(engine, namespace));
  const created: string[] = [];
  for (const name of used) {
    const network = networkOf(namespace, name, compose.networks[name]);
    if (network.isExternal && !existing.has(network.name))
      return failed(
        `network "${network.name}" is declared as external, but could not be found. You need to create a swarm-scoped network before the stack is deployed`,
      );
    if (!network.isExternal && !known.has(network.name)) created.push(`Creating network ${network.name}\n`);
  }
  return printed(created.join(""));
}

type Deployed = { outcome: Outcome; id?: string };

/** An image that the file has not changed keeps what was found for it, unless it is always asked for. */
function withImage(engine: Engine, spec: ApiServiceSpec, before: ApiService | undefined, flags: Flags): string {
  const { ContainerSpec: container } = spec.TaskTemplate;
  const resolve = textOf(flags, "resolve-image") ?? "always";
  const isSame = before?.Spec.Labels[IMAGE] === container.Image;
  const found = resolveImage(engine, container.Image, new Map());
  const isAsked = resolve === "always" || (resolve === "changed" && !isSame);
  const kept = before && isSame ? before.Spec.TaskTemplate.ContainerSpec.Image : container.Image;
  spec.TaskTemplate.ContainerSpec = { ...container, Image: isAsked ? found.image : kept };
  return isAsked ? found.warning : "";
}

function deployService({ engine, flags }: Call, spec: ApiServiceSpec, before: ApiService | undefined): Deployed {
  const warning = withImage(engine, spec, before, flags);
  if (!before) {
    const line = { stdout: `Creating service ${spec.Name}\n`, stderr: warning, exit: 0 };
    const answer = engine.createService(spec);
    return "id" in answer
      ? { outcome: line, id: answer.id }
      : { outcome: joined([line, failed(`failed to create service ${spec.Name}: ${answer.error}`)]) };
  }
  spec.TaskTemplate.ForceUpdate = before.Spec.TaskTemplate.ForceUpdate;
  const line = { stdout: `Updating service ${spec.Name} (id: ${before.ID})\n`, stderr: warning, exit: 0 };
  const refusal = engine.updateService(before.ID, spec);
  return refusal === undefined
    ? { outcome: line, id: before.ID }
    : { outcome: joined([line, failed(`failed to update service ${spec.Name}: ${refusal}`)]) };
}

function prune({ engine, args: [namespace = ""] }: Call, compose: Compose): Outcome {
  const kept = new Set(Object.keys(compose.services).map((name) => `${namespace}_${name}`));
  const gone = stackServices(engine, namespace).filter(({ Spec }) => !kept.has(Spec.Name));
  for (const { ID } of gone) engine.removeService(ID);
  return printed(gone.map(({ Spec }) => `Removing service ${Spec.Name}\n`).join(""));
}

/** The services, one after the other; the first that is refused ends it. */
function deployServices(call: Call, namespace: string, compose: Compose): Outcome {
  const { engine, flags } = call;
  const existing = new Map(stackServices(engine, namespace).map((service) => [service.Spec.Name, service]));
  const outcomes: Outcome[] = [];
  const ids: string[] = [];
  for (const name of Object.keys(compose.services)) {
    const made = convertService(namespace, name, compose);
    if ("error" in made) return joined([...outcomes, failed(made.error)]);
    const { outcome, id } = deployService(call, made.spec, existing.get(made.spec.Name));
    outcomes.push(outcome);
    if (id === undefined) return joined(outcomes);
    ids.push(id);
  }
  if (isDetached(flags)) outcomes.push(inBackground(call));
  else outcomes.push(...ids.map((id) => converge(call, id, isOn(flags, "quiet"))));
  return joined(outcomes);
}

/** The file that the command names, read and checked; or the client's first complaint about the command. */
function read(call: Call): { compose: Compose; warnings: string } | { error: string } {
  const { flags, args } = call;
  const wrongName = nameError(args[0] ?? "");
  if (wrongName !== undefined) return { error: wrongName };
  const source = composeText(call, listOf(flags, "compose-file"));
  if ("error" in source) return source;
  const loaded = loadCompose(source.text);
  if ("error" in loaded) return loaded;
  const resolve = textOf(flags, "resolve-image") ?? "always";
  return RESOLVE.includes(resolve) ? loaded : { error: `Invalid option ${resolve} for flag --resolve-image` };
}

/** The stack's networks and services, after what is to be pruned. */
function deployStack(call: Call, compose: Compose): Outcome {
  const { engine, flags, args } = call;
  const [namespace = ""] = args;
  if (compose.hasGrants)
    return lacking("secrets of a stack", "The lab has no secrets and configs, so services cannot use any.");
  const pruned = isOn(flags, "prune") ? prune(call, compose) : printed("");
  const networks = deployNetworks(engine, namespace, compose);
  if (networks.exit !== 0) return joined([pruned, networks]);
  return joined([pruned, networks, deployServices(call, namespace, compose)]);
}

function deploy(call: Call): Outcome {
  const { engine, flags } = call;
  const loaded = read(call);
  if ("error" in loaded) return failed(loaded.error);
  const { compose, warnings } = loaded;
  const before = warned(isSet(flags, "detach") ? warnings : warnings + DETACHED);
  const trouble = engine.unreachable() ?? (engine.unavailable() === undefined ? undefined : NO_MANAGER);
  return joined([before, trouble === undefined ? deployStack(call, compose) : failed(trouble)]);
}

export const STACK_DEPLOY: Command = {
  path: "stack deploy",
  use: "[OPTIONS] STACK",
  short: "Deploy a new stack or update an existing stack",
  aliases: ["up"],
  flags: [
    {
      name: "compose-file",
      short: "c",
      type: "other",
      placeholder: "strings",
      usage: 'Path to a Compose file, or "-" to read from stdin',
    },
    { name: "with-registry-auth", type: "bool", usage: "Send registry authentication details to Swarm agents" },
    { name: "prune", type: "bool", usage: "Prune services that are no longer referenced" },
    {
      name: "resolve-image",
      type: "string",
      default: '"always"',
      usage: 'Query the registry to resolve image digest and supported platforms ("always", "changed", "never")',
    },
    {
      name: "detach",
      short: "d",
      type: "bool",
      default: "true",
      usage: "Exit immediately instead of waiting for the stack services to converge",
    },
    { name: "quiet", short: "q", type: "bool", usage: "Suppress progress output" },
  ],
  arguments: { kind: "exact", count: 1 },
  run: deploy,
};
