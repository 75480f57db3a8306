/** The control clock: quizzes and reviews depend on time, and here time can be moved. */
import type { JSX } from "preact";
import { useNow } from "../state/time.ts";
import { shortMoment } from "../text/when.ts";
import { nextTimeOfDay } from "../text/zone.ts";
import { Icon } from "./icon.tsx";
import { useWorkspace } from "./workspace.ts";

export function Clock({ offsetMs }: { offsetMs: number }): JSX.Element {
  const { me, act } = useWorkspace();
  const now = useNow();
  const moved = Math.abs(offsetMs) >= 1000;
  return (
    <details class="clock" open>
      <summary>
        <Icon name="clock" />
        <span>Workspace clock</span>
      </summary>
      <div role="group" aria-label="Workspace clock">
        <p class="clock-now" role="timer" aria-label="Workspace time">
          <b>{shortMoment(now, me.tz)}</b>
        </p>
        <p class="faint">{moved ? `moved ${distance(offsetMs)} ahead of real time` : "same as real time"}</p>
        <div class="clock-buttons">
          <button type="button" onClick={() => void act("clock", { advance_ms: 60_000 })}>
            +1 min
          </button>
          <button type="button" onClick={() => void act("clock", { advance_ms: 3_600_000 })}>
            +1 h
          </button>
          <button type="button" onClick={() => void act("clock", { now_ms: nextTimeOfDay(now, me.tz, 9) })}>
            to next 09:00
          </button>
          <button type="button" class="wide" disabled={!moved} onClick={() => void act("clock", { reset: true })}>
            Back to real time
          </button>
        </div>
      </div>
    </details>
  );
}

/** "2 d 3 h", "59 min" */
function distance(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const pieces = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [minutes % 60, "min"],
  ] as const;
  const said = pieces.filter(([count]) => count > 0).slice(0, 2);
  return said.map(([count, unit]) => `${count} ${unit}`).join(" ") || "a moment";
}
