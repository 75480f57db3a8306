/** Bars: upright for categories, lying for the parts of a whole (Slack's pie), whose labels are then easy to read. */
import type { JSX } from "preact";
import { middleOf, type Frame } from "./frame.ts";
import type { ChartData } from "./read.ts";
import { place, valueLabel } from "./scale.ts";

const WIDEST = 46;

export function Bars({ data, frame }: { data: ChartData; frame: Frame }): JSX.Element {
  const slot = (frame.right - frame.left) / data.categories.length;
  const bar = Math.min(WIDEST, (slot * 0.72) / data.series.length);
  const zero = place(0, frame.scale, frame.bottom, frame.top);
  return (
    <>
      {data.series.map(({ name, values }, series) => (
        <g key={name} class={`series-${series % 6}`}>
          {values.map((value, index) => {
            if (value === null) return null;
            const top = place(value, frame.scale, frame.bottom, frame.top);
            const left = middleOf(index, data.categories.length, frame) + (series - data.series.length / 2) * bar;
            const height = Math.max(1, Math.abs(zero - top));
            return (
              <g key={index}>
                <rect
                  class={`bar fill-${series % 6}`}
                  x={left + 1}
                  y={Math.min(top, zero)}
                  width={bar - 2}
                  height={height}
                  rx="2"
                >
                  <title>{`${name}, ${data.categories[index] ?? ""}: ${valueLabel(value)}`}</title>
                </rect>
                {bar >= 18 && (
                  <text class="bar-value" x={left + bar / 2} y={Math.min(top, zero) - 3} text-anchor="middle">
                    {valueLabel(value)}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      ))}
    </>
  );
}

export function HorizontalBars({ data }: { data: ChartData }): JSX.Element {
  const values = data.series[0]?.values ?? [];
  const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0) || 1;
  return (
    <ul class="shares">
      {data.categories.map((category, index) => {
        const value = values[index] ?? 0;
        const percent = Math.round((value / total) * 100);
        return (
          <li key={category} class={`series-${index % 6}`}>
            <span class="share-label">{category}</span>
            <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect class="track" width="100" height="10" />
              <rect class="bar" width={percent} height="10" />
            </svg>
            <span class="share-value">
              {valueLabel(value)} · {percent} %
            </span>
          </li>
        );
      })}
    </ul>
  );
}
