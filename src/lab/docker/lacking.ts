/** What docker has and the lab has not, each with the reason in one sentence. */
import { own } from "../shell/own.ts";

const ABOUT_CONTAINERS =
  "The lab shows a swarm from its managers, not the containers of one machine; `docker service ps SERVICE` and `docker node ps NODE` show its tasks.";
const NO_PROGRAMS = "The containers of the lab run no program to look into or to talk to.";
const NO_IMAGES = "The lab keeps no images: a service names one, and its nodes know how it behaves.";
const NO_FILES = "The lab has no secrets and configs, so services cannot use any.";

const REASONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "ps",
      "container",
      "inspect",
      "rm",
      "stop",
      "start",
      "restart",
      "kill",
      "pause",
      "unpause",
      "run",
      "create",
      "port",
      "wait",
      "rename",
      "update",
    ].map((word) => [word, ABOUT_CONTAINERS]),
  ),
  ...Object.fromEntries(
    ["exec", "attach", "cp", "diff", "logs", "top", "stats", "commit", "export"].map((word) => [word, NO_PROGRAMS]),
  ),
  ...Object.fromEntries(
    [
      "image",
      "images",
      "pull",
      "push",
      "build",
      "buildx",
      "builder",
      "tag",
      "rmi",
      "save",
      "load",
      "import",
      "history",
      "manifest",
      "trust",
      "search",
      "login",
      "logout",
    ].map((word) => [word, NO_IMAGES]),
  ),
  secret: NO_FILES,
  config: NO_FILES,
  network: "The lab makes the networks of a stack with the stack; single networks cannot be made.",
  volume: "The lab's containers keep nothing, so there are no volumes.",
  plugin: "The lab's daemons have no plugins.",
  context: "A lab has one swarm, and its manager is the only context.",
  system: "Of the commands on one machine the lab has `docker info` only.",
  compose: "A Compose file is deployed to the swarm by `docker stack deploy -c FILE STACK`.",
  checkpoint: NO_PROGRAMS,
  events: "What happened in the lab is told after each command.",
};

/** Why there is no such command here; nothing when docker has none either. */
export const whyLacking = (word: string): string | undefined => own(REASONS, word);
