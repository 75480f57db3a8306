// Where a card stands in its section, counted from 1: sections begin with what matters most.
import type { Card } from "../knowledge/types.ts";

export function placeOf(card: Card): number {
  return Number(card.id.split("/")[1] ?? 0);
}
