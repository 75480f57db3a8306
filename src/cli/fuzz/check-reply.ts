// Whether a reply is one that Slack takes, and says nothing that it should not.
import type { Scenario } from "../../knowledge/scenario.ts";
import type { LabView } from "../../lab/view.ts";
import { blockComplaints } from "../../local-slack/blocks/check.ts";
import { contentView } from "../../slack/views/content.ts";

/** Slack's limits: of the text, and of all that the blocks of a message say together. */
const TEXT = 40_000;
const BLOCKS = 13_200;

/** What is wrong with the reply that shows the newest turn; empty when nothing is. */
export function complaintsOf(
  scenario: Scenario,
  view: Pick<LabView, "turns" | "board" | "charts" | "debrief" | "finished">,
): string[] {
  const { id, title, story, goal } = scenario;
  const lab = {
    id: "message:C0STUDY01:1",
    scenario: { id, title, story, goal },
    seed: "fuzz",
    finished: view.finished,
  };
  const contents = [
    { kind: "lab-turn", lab, turn: view.turns.at(-1)!, view, person: "U0ADA0001" },
    { kind: "lab-card", lab, view },
  ] as const;
  return contents.flatMap((content) => {
    const { text, blocks = [] } = contentView(content);
    const said = lengthOf(blocks);
    return [
      ...(text.length > TEXT ? [`a text of ${text.length} characters`] : []),
      ...(said > BLOCKS ? [`blocks of ${said} characters`] : []),
      ...(/<!(?:channel|here|everyone)/.test(text) ? ["it calls everybody"] : []),
      ...blockComplaints(blocks, "message"),
    ];
  });
}

/** How much all the texts in blocks say. */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + lengthOf(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === "text" && typeof each === "string" ? each.length : lengthOf(each)),
    0,
  );
}
