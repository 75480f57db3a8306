/** What the dcos command line and Marathon's interface are handed. */
import type { Mesos } from "../../simulator/mesos/mesos-api.ts";

export type DcosContext = {
  mesos: Mesos;
  /** What is pasted with the command. */
  stdin: string;
  /** By name. */
  files: Readonly<Record<string, string>>;
  /** Unix milliseconds of simulated time. */
  now(): number;
};
