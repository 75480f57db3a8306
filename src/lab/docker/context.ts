/** What the docker command line of a lab is handed. */
import type { Swarm } from "../../simulator/swarm/swarm-api.ts";
import type { DaemonFacts } from "./engine/facts.ts";

export type DockerContext = {
  swarm: Swarm;
  /** What is pasted with the command, for `-c -`. */
  stdin: string;
  /** By name, for `-c NAME`. */
  files: Readonly<Record<string, string>>;
  /** Unix milliseconds of simulated time. */
  now(): number;
  /** Lets so many milliseconds of simulated time pass, with everything that a lab does meanwhile. */
  wait(ms: number): void;
  /** What the daemon says of itself: LAB_FACTS in a lab. */
  facts: DaemonFacts;
  /** How long a command may wait for a service to converge, in milliseconds; then it goes on in the background, as by Ctrl-C. 0: not at all. */
  patienceMs: number;
  /** Progress is shown as a terminal's last picture of it; else line by line. */
  isTerminal: boolean;
};
