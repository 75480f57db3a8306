/** Values of a Compose file that may be written in several ways. The file has been checked, so that anything else is nothing. */
import { parseDuration } from "../../format/duration.ts";
import { splitWords } from "../../format/split-words.ts";
import { isObject } from "./validate.ts";

export type Part = Readonly<Record<string, unknown>>;

export const part = (value: unknown): Part => (isObject(value) ? value : {});
export const text = (value: unknown) => (typeof value === "string" ? value : undefined);
export const number = (value: unknown) => (typeof value === "number" ? value : undefined);
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const texts = (value: unknown): string[] => list(value).map(String);

/** `NAME: value` or `- NAME=value`, as `NAME=value`, by name. */
export function pairs(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  const entries = Object.entries(part(value));
  return entries.map(([name, one]) => (one === null ? name : `${name}=${String(one)}`)).toSorted();
}

/** One word or several; a text is split as a shell would. */
export const words = (value: unknown): string[] | undefined => {
  if (typeof value === "string") return splitWords(value);
  return Array.isArray(value) ? value.map(String) : undefined;
};

/** Nanoseconds. */
export const duration = (value: unknown) => (typeof value === "string" ? parseDuration(value) : undefined);
