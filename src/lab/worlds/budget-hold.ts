// Why a PodDisruptionBudget lets nobody go, in the figures of its status.

export type Hold = { budget: string; wants: number; has: number };

/** `budget web wants 4 available, 4 are, so none may go`; `wants` is desiredHealthy and `has` currentHealthy. */
export function tellHold({ budget, wants, has }: Hold, tense: "present" | "past"): string {
  const be = (n: number) => (tense === "past" ? (n === 1 ? "was" : "were") : n === 1 ? "is" : "are");
  const want = tense === "past" ? "wanted" : "wants";
  return `budget ${budget} ${want} ${wants} available, ${has} ${be(has)}, so none ${tense === "past" ? "might" : "may"} go`;
}
