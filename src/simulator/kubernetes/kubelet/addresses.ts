/** Addresses of nodes and pods. Kubernetes gives each node a /24 of its pods' network; pods take the next free address in turn (host-local IPAM). */
import { fnv32 } from "../../kernel/random.ts";
import { isFinished } from "../pods.ts";
import type { Store } from "../store.ts";

/** Addresses .2 to .254 of a /24. */
const FIRST = 2;
const COUNT = 253;

const thirdOctet = (name: string) => fnv32(name) % 250;

/** The node's InternalIP; one made of its name when it says none. */
export function hostAddress(store: Store, node: string): string {
  const addresses = store.get("Node", node)?.status.addresses ?? [];
  const stated = addresses.find(({ type }) => type === "InternalIP")?.address;
  return stated ?? `10.10.${thirdOctet(node)}.${FIRST + (fnv32(node, 1) % COUNT)}`;
}

export type PodAddresses = { take(node: string): string };

export function createPodAddresses(store: Store): PodAddresses {
  const prefixes = new Map<string, string>();
  const turns = new Map<string, number>();
  const taken = new Set<string>();
  let next = 0;
  /** The node's own network, or the next that no node has. */
  const networkOf = (node: string): string => {
    const cidr = store.get("Node", node)?.spec.podCIDR;
    if (cidr) return cidr.replace(/\d+\/\d+$/, "");
    for (;;) {
      const free = `10.${244 + Math.floor(next / 250)}.${1 + (next++ % 250)}.`;
      if (!taken.has(free)) return free;
    }
  };
  const prefixOf = (node: string) => {
    let prefix = prefixes.get(node);
    if (prefix === undefined) {
      prefixes.set(node, (prefix = networkOf(node)));
      taken.add(prefix);
    }
    return prefix;
  };
  return {
    take(node) {
      const prefix = prefixOf(node);
      // What has ended has given its address back.
      const holders = store.podsOn(node).filter((pod) => !isFinished(pod));
      const used = new Set(holders.map(({ status }) => status.podIP));
      for (let tries = 0; tries < COUNT; tries++) {
        const turn = turns.get(node) ?? 0;
        turns.set(node, (turn + 1) % COUNT);
        const address = `${prefix}${FIRST + turn}`;
        if (!used.has(address)) return address;
      }
      throw new RangeError(`Node "${node}" has no address left for another pod.`);
    },
  };
}
