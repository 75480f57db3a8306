// Statistics of questions -> text for a terminal.
import type { ItemStatistics } from "../quiz/item-statistics.ts";

/** A line a question: how many answered, how many rightly, how well it tells who knows, how many disputed; what is wrong with it under it. */
export function printItems(items: ItemStatistics[]): string {
  if (items.length === 0) return "Nobody has answered a quiz yet.";
  const flagged = items.filter(({ flags }) => flags.length > 0).length;
  const head = `${counted(items.length, "question was", "questions were")} answered, ${counted(flagged, "is", "are")} flagged`;
  return [head, "", " answers   right  discrimination  disputed  question", ...items.flatMap(printItem)].join("\n");
}

function printItem({ id, count, share, discrimination, disputeRate, distractors, flags }: ItemStatistics): string[] {
  const figures = [
    String(count).padStart(8),
    percent(share).padStart(8),
    (discrimination === undefined ? "-" : discrimination.toFixed(2)).padStart(16),
    percent(disputeRate).padStart(10),
  ].join("");
  const chosen = distractors.map((each) => `${percent(each.share)} "${each.text}"`).join(", ");
  const under = [...flags.map((flag) => `! ${flag}`), ...(flags.length > 0 && chosen ? [`chosen: ${chosen}`] : [])];
  return [`${figures}  ${id}`, ...under.map((line) => `          ${line}`)];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
