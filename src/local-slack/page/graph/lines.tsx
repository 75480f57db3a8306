/** Lines and areas. Series differ by colour, dash and marker. */
import type { JSX } from "preact";
import { middleOf, type Frame } from "./frame.ts";
import { areaPath, dashOf, linePath, markerPath, type Point } from "./path.ts";
import type { ChartData, Series } from "./read.ts";
import { place, valueLabel } from "./scale.ts";

export function Lines({ data, frame }: { data: ChartData; frame: Frame }): JSX.Element {
  return (
    <>
      {data.series.map((series, index) => (
        <Line key={series.name} data={data} series={series} index={index} frame={frame} />
      ))}
    </>
  );
}

type LineProps = { data: ChartData; series: Series; index: number; frame: Frame };

function Line({ data, series, index, frame }: LineProps): JSX.Element {
  const points = series.values.map((value, at): Point | null =>
    value === null
      ? null
      : { x: middleOf(at, data.categories.length, frame), y: place(value, frame.scale, frame.bottom, frame.top) },
  );
  const floor = place(0, frame.scale, frame.bottom, frame.top);
  return (
    <g class={`series-${index % 6}`}>
      {data.kind === "area" && <path class="area" d={areaPath(points, floor)} />}
      <path class="line" d={linePath(points)} stroke-dasharray={dashOf(index)} />
      {points.map((point, at) =>
        point === null ? null : (
          <path key={at} class="marker" d={markerPath(point, index)}>
            <title>{`${series.name}, ${data.categories[at] ?? ""}: ${valueLabel(series.values[at] ?? null)}`}</title>
          </path>
        ),
      )}
    </g>
  );
}
