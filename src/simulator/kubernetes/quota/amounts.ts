/**
 * Arithmetic with lists of quantities that keeps the way in which they are written: sums of binary amounts stay binary.
 * Kubernetes 1.36, apimachinery, pkg/api/resource/quantity.go (Add, String) and apiserver, pkg/quota/v1/resources.go.
 */
import type { Quantity, ResourceList } from "../api/meta.ts";
import { binaryQuantity, milliQuantity, quantityOf } from "../api/quantity.ts";

const isBinary = (text: Quantity) => text.endsWith("i");

/** Thousandths are as fine as amounts get; very large ones are whole anyway. */
const rounded = (value: number) => (Math.abs(value) < 2 ** 43 ? Math.round(value * 1_000) / 1_000 : Math.round(value));

function print(value: number, binary: boolean): Quantity {
  const whole = Number.isInteger(value);
  if (binary && whole && Math.abs(value) >= 1_024) return binaryQuantity(value);
  return whole && Math.abs(value) >= 2 ** 43 ? String(value) : milliQuantity(Math.round(value * 1_000));
}

/** As the API server prints it: 0.5 -> 500m, 1024Mi -> 1Gi. */
export const canonical = (text: Quantity): Quantity => print(rounded(quantityOf(text)), isBinary(text));

/** A sum is written like its first part that is not zero. */
export function sum(a: Quantity, b: Quantity): Quantity {
  const first = quantityOf(a) === 0 ? b : a;
  return print(rounded(quantityOf(a) + quantityOf(b)), isBinary(first));
}

export const isMore = (a: Quantity, b: Quantity) => rounded(quantityOf(a)) > rounded(quantityOf(b));

export function addLists(a: ResourceList, b: ResourceList | undefined): ResourceList {
  const total = { ...a };
  for (const [name, amount] of Object.entries(b ?? {})) total[name] = sum(total[name] ?? "0", amount);
  return total;
}

/** For each name the greater amount. */
export function maxLists(a: ResourceList, b: ResourceList): ResourceList {
  const greater = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const own = greater[name];
    if (own === undefined || isMore(amount, own)) greater[name] = amount;
  }
  return greater;
}

export const mask = (list: ResourceList, names: string[]): ResourceList =>
  Object.fromEntries(Object.entries(list).filter(([name]) => names.includes(name)));

export const withoutZeros = (list: ResourceList): ResourceList =>
  Object.fromEntries(Object.entries(list).filter(([, amount]) => quantityOf(amount) !== 0));

export function isEqual(a: ResourceList | undefined, b: ResourceList | undefined): boolean {
  if (!a || !b) return a === b;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => b[name] !== undefined && quantityOf(a[name]) === quantityOf(b[name]));
}

/** "cpu=1,memory=1Gi", by name. */
export const printList = (list: ResourceList) =>
  Object.keys(list)
    .toSorted()
    .map((name) => `${name}=${canonical(list[name] as Quantity)}`)
    .join(",");
