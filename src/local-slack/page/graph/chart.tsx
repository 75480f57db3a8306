/** A data_visualization block: an SVG with axes and legend, and the same figures as a table for those who cannot see it. */
import { useId, useMemo } from "preact/hooks";
import type { JSX } from "preact";
import { useWidth } from "../view/width.ts";
import { Bars, HorizontalBars } from "./bars.tsx";
import { middleOf, type Frame } from "./frame.ts";
import { Lines } from "./lines.tsx";
import { dashOf, markerPath } from "./path.ts";
import type { ChartData } from "./read.ts";
import { labelEvery, niceScale, place, tickLabel, valueLabel } from "./scale.ts";

const TOP = 12;
const PLOT = 176;
const CHARACTER = 6.6;

export function Chart({ data }: { data: ChartData }): JSX.Element {
  const [ref, width] = useWidth<HTMLElement>(560);
  const titleId = useId();
  return (
    <figure class="chart" ref={ref} aria-labelledby={titleId}>
      <figcaption id={titleId}>{data.title || "Chart"}</figcaption>
      {data.kind === "pie" ? <HorizontalBars data={data} /> : <Axes data={data} width={Math.max(220, width)} />}
      {data.kind !== "pie" && (data.series.length > 1 || data.series[0]?.name !== data.title) && <Legend data={data} />}
      <Figures data={data} />
    </figure>
  );
}

function Axes({ data, width }: { data: ChartData; width: number }): JSX.Element {
  const scale = useMemo(
    () => niceScale(data.series.flatMap(({ values }) => values.filter((value) => value !== null))),
    [data],
  );
  const gutter = Math.max(...scale.ticks.map((tick) => tickLabel(tick).length)) * CHARACTER + 10;
  const frame: Frame = { left: gutter, right: width - 8, top: TOP, bottom: TOP + PLOT, scale };
  const height = TOP + PLOT + (data.xLabel === "" ? 24 : 42);
  return (
    <>
      {data.yLabel !== "" && (
        <p class="chart-y" aria-hidden="true">
          {data.yLabel}
        </p>
      )}
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary(data)}>
        <Grid frame={frame} />
        <Categories data={data} frame={frame} />
        {data.kind === "bar" ? <Bars data={data} frame={frame} /> : <Lines data={data} frame={frame} />}
        {data.xLabel !== "" && (
          <text class="axis-title" x={(frame.left + frame.right) / 2} y={height - 4} text-anchor="middle">
            {data.xLabel}
          </text>
        )}
      </svg>
    </>
  );
}

function Grid({ frame: { left, right, top, bottom, scale } }: { frame: Frame }): JSX.Element {
  return (
    <g class="grid">
      {scale.ticks.map((tick) => {
        const y = place(tick, scale, bottom, top);
        return (
          <g key={tick}>
            <line class={tick === 0 ? "zero" : ""} x1={left} x2={right} y1={y} y2={y} />
            <text x={left - 6} y={y + 4} text-anchor="end">
              {tickLabel(tick)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Categories({ data, frame }: { data: ChartData; frame: Frame }): JSX.Element {
  const every = labelEvery(data.categories, frame.right - frame.left, CHARACTER);
  return (
    <g class="grid">
      {data.categories.map((category, index) =>
        index % every === 0 ? (
          <text
            key={index}
            x={middleOf(index, data.categories.length, frame)}
            y={frame.bottom + 17}
            text-anchor="middle"
          >
            {category}
          </text>
        ) : null,
      )}
    </g>
  );
}

function Legend({ data }: { data: ChartData }): JSX.Element {
  return (
    <ul class="legend">
      {data.series.map(({ name }, index) => (
        <li key={name}>
          <svg width="30" height="12" class={`series-${index % 6}`} aria-hidden="true">
            {data.kind === "bar" ? (
              <rect class={`bar fill-${index % 6}`} x="8" y="0" width="14" height="12" rx="2" />
            ) : (
              <>
                <line class="line" x1="0" x2="30" y1="6" y2="6" stroke-dasharray={dashOf(index)} />
                <path class="marker" d={markerPath({ x: 15, y: 6 }, index)} />
              </>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function Figures({ data }: { data: ChartData }): JSX.Element {
  return (
    <details class="figures">
      <summary>Show the figures</summary>
      <div class="scroll" tabIndex={0}>
        <table>
          <caption class="hidden">{data.title}</caption>
          <thead>
            <tr>
              <th scope="col">{data.xLabel || "Category"}</th>
              {data.series.map(({ name }) => (
                <th key={name} scope="col" class="align-right">
                  {name || "Value"}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.categories.map((category, index) => (
              <tr key={category}>
                <th scope="row">{category}</th>
                {data.series.map(({ name, values }) => (
                  <td key={name} class="align-right">
                    {valueLabel(values[index] ?? null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** What the picture shows, in a sentence: the ends and the peak of each series. */
function summary(data: ChartData): string {
  const lines = data.series.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    const [first = null, last = null] = [known[0], known.at(-1)];
    return `${name} from ${valueLabel(first)} to ${valueLabel(last)}, at most ${valueLabel(Math.max(...known))}`;
  });
  return `${data.kind} chart. ${lines.join("; ")}.`;
}
