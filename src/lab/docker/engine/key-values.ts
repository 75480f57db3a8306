/** `key=value` texts as a map; a key alone has the empty value (docker/cli, opts.ConvertKVStringsToMap). */
import type { Labels } from "./objects.ts";

export const keyOf = (text: string) => text.split("=", 1)[0] ?? text;

export function keyValues(texts: readonly string[]): Labels {
  return Object.fromEntries(texts.map((text) => [keyOf(text), text.split("=").slice(1).join("=")]));
}
