/** Published ports as `docker service ls` shows them: runs of neighbours as ranges (docker/cli, cli/command/service/formatter.go, Ports). */
import type { ApiPort } from "../engine/objects.ts";

type Range = { protocol: string; from: number; to: number; targetFrom: number; targetTo: number };

const span = (from: number, to: number) => (to > from ? `${from}-${to}` : String(from));

const text = ({ protocol, from, to, targetFrom, targetTo }: Range) =>
  `*:${span(from, to)}->${span(targetFrom, targetTo)}/${protocol}`;

/** Whether a port follows a range: the next published port, to the same target or, when it is not yet one of many targets, to the next. */
function follows(range: Range, port: ApiPort, published: number): boolean {
  if (port.Protocol !== range.protocol || published - range.to > 1) return false;
  if (port.TargetPort - range.targetTo > 1) return false;
  const isRange = range.targetTo !== range.targetFrom;
  return !(isRange && port.TargetPort <= range.targetTo) && port.TargetPort >= range.targetTo;
}

const byNumber = (a: ApiPort, b: ApiPort) =>
  a.Protocol === b.Protocol ? (a.PublishedPort ?? 0) - (b.PublishedPort ?? 0) : a.Protocol < b.Protocol ? -1 : 1;

export function portsText(ports: ApiPort[]): string {
  const ranges: Range[] = [];
  for (const port of ports.filter(({ PublishMode }) => PublishMode === "ingress").toSorted(byNumber)) {
    const published = port.PublishedPort ?? 0;
    const last = ranges.at(-1);
    if (last && follows(last, port, published)) {
      last.to = published;
      last.targetTo = port.TargetPort;
    } else {
      const target = { targetFrom: port.TargetPort, targetTo: port.TargetPort };
      ranges.push({ protocol: port.Protocol, from: published, to: published, ...target });
    }
  }
  return ranges.map(text).join(", ");
}
