/** A data_visualization block, which the installed types do not know yet, read into one shape for all charts. */
import type { Loose } from "../elements/values.ts";

export type Series = { name: string; values: (number | null)[] };

export type ChartData = {
  kind: "line" | "bar" | "area" | "pie";
  title: string;
  categories: string[];
  series: Series[];
  xLabel: string;
  yLabel: string;
};

/** undefined when the block is not such a chart; it is then shown as an unknown block. */
export function readChart(block: Loose): ChartData | undefined {
  const chart = record(block["chart"]);
  const title = text(block["title"]);
  if (chart["type"] === "pie") return pie(title, records(chart["segments"]));
  const kind = (["line", "bar", "area"] as const).find((known) => known === chart["type"]);
  const series = records(chart["series"]);
  if (kind === undefined || series.length === 0) return undefined;
  const axis = record(chart["axis_config"]);
  const categories = Array.isArray(axis["categories"]) ? axis["categories"].map(text) : labelsOf(series[0]);
  return {
    kind,
    title,
    categories,
    series: series.map((one) => ({ name: text(one["name"]), values: valuesOf(one, categories) })),
    xLabel: text(axis["x_label"]),
    yLabel: text(axis["y_label"]),
  };
}

function pie(title: string, segments: Record<string, unknown>[]): ChartData | undefined {
  if (segments.length === 0) return undefined;
  const values = segments.map((segment) => Number(segment["value"]));
  const categories = segments.map((segment) => text(segment["label"]));
  return { kind: "pie", title, categories, series: [{ name: title, values }], xLabel: "", yLabel: "" };
}

function valuesOf(series: Record<string, unknown>, categories: string[]): (number | null)[] {
  const byLabel = new Map(records(series["data"]).map((point) => [text(point["label"]), point["value"]]));
  return categories.map((category) => {
    const value = byLabel.get(category);
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  });
}

function labelsOf(series: Record<string, unknown> | undefined): string[] {
  return records(series?.["data"]).map((point) => text(point["label"]));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  const inner = record(value)["text"];
  if (typeof inner === "string") return inner;
  return typeof value === "number" ? String(value) : "";
}
