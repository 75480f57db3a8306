// The chart block (data_visualization): newer than the installed types, so its limits stand here in full.
// Where sources differ (6 or 12 series and segments), the lower limit holds: what passes here passes there.
import { z } from "zod";
import { blockId } from "./pieces.ts";

const label = z.string().min(1).max(20);

const pie = z.strictObject({
  type: z.literal("pie"),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(6),
});

const series = z.strictObject({
  name: z.string().min(1).max(20),
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(20),
});

const axes = z.strictObject({
  categories: z.array(label).min(1).max(20),
  x_label: z.string().max(50).optional(),
  y_label: z.string().max(50).optional(),
});

const drawn = <T extends string>(type: T) =>
  z
    .strictObject({ type: z.literal(type), series: z.array(series).min(1).max(6), axis_config: axes })
    .refine(
      ({ series: all }) => new Set(all.map(({ name }) => name)).size === all.length,
      "series names must be unique",
    )
    .refine(
      ({ series: all, axis_config }) => all.every(({ data }) => sameLabels(data, axis_config.categories)),
      "each series needs one point per category, labelled as the category",
    );

function sameLabels(data: { label: string }[], categories: string[]): boolean {
  return data.length === categories.length && data.every((point) => categories.includes(point.label));
}

export const dataVisualization = z.strictObject({
  type: z.literal("data_visualization"),
  block_id: blockId,
  title: z.string().min(1).max(50),
  chart: z.discriminatedUnion("type", [pie, drawn("line"), drawn("bar"), drawn("area")]),
});
