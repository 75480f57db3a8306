// Durations and quantities as people write them (30m, 1h30m, 250m, 128Mi) -> numbers, for schemas of content files.
import { z } from "zod";

const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const SUFFIX_BYTES: Record<string, number> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

const written = z.union([z.string(), z.number()]);

/** Milliseconds, written `90s`, `1h30m` or `25ms`. */
export const duration = written.transform((value, context) => {
  const text = String(value);
  if (/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) {
    return [...text.matchAll(/([\d.]+)(h|ms|m|s)/g)].reduce((sum, [, n, unit]) => sum + Number(n) * UNIT_MS[unit!]!, 0);
  }
  return complain(context, `"${text}" is no duration such as 30m or 90s`);
});

/** Millicores, written as Kubernetes does: `250m` or `2`. */
export const millicores = written.transform((value, context) => {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(value));
  if (match) return Number(match[1]) * (match[2] ? 1 : 1000);
  return complain(context, `"${value}" is no cpu quantity such as 250m or 2`);
});

/** Bytes, written as Kubernetes does: `128Mi`, `4Gi` or `1000000`. */
export const bytes = written.transform((value, context) => {
  const match = /^(\d+(?:\.\d+)?)(k|M|G|Ki|Mi|Gi|Ti)?$/.exec(String(value));
  if (match) return Number(match[1]) * SUFFIX_BYTES[match[2] ?? ""]!;
  return complain(context, `"${value}" is no memory quantity such as 128Mi`);
});

function complain(context: z.core.$RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
