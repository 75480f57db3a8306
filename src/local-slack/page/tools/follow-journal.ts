/** The journal as it is written. Lines that come in one burst are drawn once. */
import { useEffect, useState } from "preact/hooks";
import type { JournalLine } from "../../protocol-journal.ts";
import { controlAddress } from "../state/control.ts";
import { EMPTY, withLine, type Journal } from "./exchanges.ts";

export function useJournal(): Journal {
  const [journal, setJournal] = useState(EMPTY);
  useEffect(() => {
    let waiting: [number, JournalLine][] = [];
    let frame = 0;
    const draw = (): void => {
      const lines = waiting;
      waiting = [];
      frame = 0;
      setJournal((before) => lines.reduce((folded, [number, line]) => withLine(folded, number, line), before));
    };
    const source = new EventSource(controlAddress("journal/events?last=300"));
    source.addEventListener("line", (event) => {
      waiting.push([Number(event.lastEventId), JSON.parse(event.data) as JournalLine]);
      frame ||= requestAnimationFrame(draw);
    });
    return () => {
      cancelAnimationFrame(frame);
      source.close();
    };
  }, []);
  return journal;
}
