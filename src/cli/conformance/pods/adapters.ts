/** qos, crashloop-oracle, kubelet-prober, kubelet-container, kubelet-eviction. */
import type { Adapters } from "../adapters.ts";
import { replayContainer } from "./container.ts";
import { replayCrashLoop } from "./crash-loop.ts";
import { replayEviction } from "./eviction.ts";
import { replayProber } from "./prober.ts";
import { replayQos } from "./qos.ts";

export const ADAPTERS: Adapters = {
  qos: replayQos,
  "crashloop-oracle": replayCrashLoop,
  "kubelet-prober": replayProber,
  "kubelet-container": replayContainer,
  "kubelet-eviction": replayEviction,
};
