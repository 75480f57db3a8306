/** Charts as Slack's own block, always with the same in words beside it; the words alone where the block is not known. */
import type { KnownBlock } from "@slack/types";
import type { Chart } from "../../lab/view.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { context } from "./drawn.ts";

/** Slack shows at most two charts in a message, of at most 6 series of 20 points with labels of 20 characters. */
const CHARTS = 2;
const SERIES = 6;
const LABEL = 20;
const TITLE = 50;

export function chartBlocks(charts: Chart[], asChart: boolean): KnownBlock[] {
  return charts
    .filter(({ labels }) => labels.length > 1)
    .slice(0, CHARTS)
    .flatMap((chart) => [...(asChart ? [chartBlock(chart)] : []), context(escapeText(shorten(chart.text, 900)))]);
}

/** Slack's newest block, newer than the installed types. */
export function dataVisualization(title: string, chart: object): KnownBlock {
  return { type: "data_visualization", title: shorten(title, TITLE), chart } as unknown as KnownBlock;
}

function chartBlock({ title, labels, series }: Chart): KnownBlock {
  const categories = labels.map((label) => shorten(label, LABEL));
  // One unit for all stands at the axis; several stand with their series.
  const units = [...new Set(series.map(({ unit }) => unit))];
  const shared = units.length === 1 ? units[0] : undefined;
  return dataVisualization(title, {
    type: "line",
    series: series.slice(0, SERIES).map(({ name, unit, values }) => ({
      name: shorten(unit && !shared ? `${name} (${unit})` : name, LABEL),
      data: categories.map((label, index) => ({ label, value: values[index] ?? 0 })),
    })),
    axis_config: { categories, x_label: "simulated time", ...(shared ? { y_label: shared } : {}) },
  });
}

/** Whether a message would be another without its charts. */
export function hasChart(blocks: KnownBlock[] | undefined): boolean {
  return blocks?.some(({ type }) => (type as string) === "data_visualization") ?? false;
}
