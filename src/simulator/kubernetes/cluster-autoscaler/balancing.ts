/** A scale-up shared out among similar node groups. Kubernetes autoscaler 1.36.1, processors/nodegroupset/balancing_processor.go. */

export type GroupSize = { id: string; targetSize: number; maxSize: number };

/** ScaleUpInfo: what a group's target size is to become. */
export type ScaleUpInfo = { id: string; currentSize: number; newSize: number; maxSize: number };

/** The infos from `from` on still have room; `at` is the next to get a node. All between them are of one size, those after it as large or larger. */
type Round = { infos: ScaleUpInfo[]; from: number; at: number };

/** A full group is put before `from`, in exchange for the one that stands there. */
function setAside({ infos, from, at }: Round): void {
  const [first, full] = [infos[from] as ScaleUpInfo, infos[at] as ScaleUpInfo];
  infos[from] = full;
  infos[at] = first;
}

/** Gives a node to the group at hand, or sets it aside when it is full; answers how many nodes went. */
function giveOne(round: Round): number {
  const current = round.infos[round.at] as ScaleUpInfo;
  const hasRoom = current.newSize < current.maxSize;
  if (hasRoom) current.newSize++;
  else {
    setAside(round);
    round.from++;
  }
  const next = round.infos[round.at + 1];
  round.at = next && current.newSize > next.newSize ? round.at + 1 : round.from;
  return hasRoom ? 1 : 0;
}

/** One node after the other to the smallest group that has room; no more than all of them have room for. */
export function balanceScaleUp(groups: readonly GroupSize[], newNodes: number): ScaleUpInfo[] {
  const open = groups.filter(({ targetSize, maxSize }) => targetSize !== maxSize);
  const capacity = open.reduce((sum, { targetSize, maxSize }) => sum + Math.max(0, maxSize - targetSize), 0);
  const infos = open
    .map(({ id, targetSize, maxSize }) => ({ id, currentSize: targetSize, newSize: targetSize, maxSize }))
    .toSorted((a, b) => a.currentSize - b.currentSize);
  const round: Round = { infos, from: 0, at: 0 };
  let left = Math.min(newNodes, capacity);
  while (left > 0) left -= giveOne(round);
  return infos.filter(({ newSize, currentSize }) => newSize !== currentSize);
}
