/** What whoever runs the cluster can do: to machines, weights and quotas. */
import type { Outcome } from "./marathon/rest.ts";
import type { Host } from "./master/hosts.ts";
import type { Master } from "./master/master.ts";
import type { Roles } from "./master/roles.ts";
import type { Mesos } from "./mesos-api.ts";
import { quotaFrom } from "./set-up.ts";

const changed = (text: string): Outcome => ({ kind: "changed", text });
const refused = (text: string): Outcome => ({ kind: "refused", text });

type MachineCommands = Pick<Mesos, "killAgent" | "startAgent" | "deactivateAgent" | "reactivateAgent" | "drainAgent">;

export function machineCommands(master: Master): MachineCommands {
  const onHost = (name: string, run: (host: Host) => Outcome): Outcome => {
    const host = master.hosts.get(name);
    return host ? run(host) : refused(`There is no agent ${name}`);
  };
  return {
    killAgent: (name, how = "power") =>
      onHost(name, (host) => {
        if (host.link !== "up") return refused(`Agent ${name} is down already`);
        master.lose(host, how);
        return changed(how === "power" ? `agent ${name} is off` : `agent ${name} is cut off from the network`);
      }),
    startAgent: (name) =>
      onHost(name, (host) => {
        if (host.link === "up") return refused(`Agent ${name} is up already`);
        master.restore(host);
        return changed(`agent ${name} starts`);
      }),
    deactivateAgent: (name) =>
      onHost(name, (host) => {
        if (!master.isActivated(name)) return refused(`Agent ${name} is deactivated already`);
        master.setActivated(host, false);
        return changed(`agent ${name} is deactivated`);
      }),
    reactivateAgent: (name) =>
      onHost(name, (host) => {
        if (master.isActivated(name)) return refused(`Agent ${name} is active already`);
        master.setActivated(host, true);
        return changed(`agent ${name} is active again`);
      }),
    drainAgent: (name) =>
      onHost(name, (host) => {
        master.drain(host);
        return changed(`agent ${name} is drained`);
      }),
  };
}

export const roleCommands = (roles: Roles): Pick<Mesos, "setWeight" | "weights" | "setQuota"> => ({
  weights: roles.weights,
  setWeight(role, weight) {
    const reason = roles.setWeight(role, weight);
    return reason === undefined ? changed("") : refused(reason);
  },
  setQuota(role, quota, { force = false } = {}) {
    const reason = roles.setQuota(role, quotaFrom(quota), force);
    return reason === undefined ? changed("") : refused(reason);
  },
});
