/** What a kubelet says of its node when it first does. Kubernetes 1.36, pkg/kubelet/kubelet_node_status.go (initialNode) and pkg/kubelet/nodestatus/setters.go. */
import type { Node } from "../api/core.ts";
import type { Store } from "../store.ts";
import { hostAddress } from "./addresses.ts";
import { hexOf } from "./container-status.ts";
import { nodeConditions } from "./nodes.ts";

/** Every node is the same machine, with a name of its own for itself, its firmware and its start. */
function machine(name: string): Record<string, string> {
  const id = (what: string) => hexOf(`${what} ${name}`).slice(0, 32);
  const uuid = (what: string) => id(what).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return {
    machineID: id("machine"),
    systemUUID: uuid("system"),
    bootID: uuid("boot"),
    kernelVersion: "6.1.0-41-amd64",
    osImage: "Debian GNU/Linux 12 (bookworm)",
    containerRuntimeVersion: "containerd://2.1.4",
    kubeletVersion: "v1.36.2",
    kubeProxyVersion: "",
    operatingSystem: "linux",
    architecture: "amd64",
  };
}

/** What the node's status says already stands; the rest is filled in. */
export function registeredStatus(store: Store, node: Node, now: number): Node["status"] {
  const { status, metadata } = node;
  const { capacity, allocatable = capacity } = status;
  const { name } = metadata;
  const addresses = [
    { type: "InternalIP", address: hostAddress(store, name) },
    { type: "Hostname", address: name },
  ];
  return {
    ...status,
    ...(allocatable ? { allocatable } : {}),
    conditions: nodeConditions(node, [], now),
    addresses: status.addresses ?? addresses,
    nodeInfo: status.nodeInfo ?? machine(name),
  };
}
