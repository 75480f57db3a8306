/** How finished labs compare in a channel, and an outcome that is shared with it. */
import type { LabView } from "../lab/view.ts";
import type { LabRecord, LabStanding } from "./labs.ts";
import { summary } from "./lab-posts.ts";
import type { Records } from "./store.ts";

const MOST_PLACES = 3;

/** Notes how a lab went; a sandbox has no score, and nothing is noted. */
export async function noteResult(records: Records, lab: LabRecord, { debrief }: LabView, now: number): Promise<void> {
  if (debrief?.score === undefined) return;
  const { id, team, channel, scenario } = lab;
  const { score, passed } = debrief;
  await records.labs.addResult({ lab: id, team, channel, scenario: scenario.id, score, passed, at: now });
}

/** The best of a scenario in a channel; none while only one lab has passed. Named is who wants to be named. */
export async function standingsOf(
  records: Records,
  { id, team, channel, scenario }: LabRecord,
): Promise<LabStanding[]> {
  const best = await records.labs.best(team, channel, scenario.id, MOST_PLACES);
  if (best.length < 2) return [];
  const wanting = await records.settings.wantingStandings(team);
  return best.map(({ lab, score, people }) => {
    const named = people.filter((person) => wanting.has(person));
    return { score, named, others: people.length - named.length, isOwn: lab === id };
  });
}

/** Owes the outcome to the lab's channel: once, whoever presses, and however often. False when it was shared before. */
export async function oweOutcome(
  records: Records,
  lab: LabRecord,
  view: LabView,
  people: readonly string[],
): Promise<boolean> {
  const { debrief } = view;
  const id = `lab-shared:${lab.id}`;
  if (!debrief || (await records.outbox.find(id))) return false;
  const { passed, score, summary: told } = debrief;
  await records.outbox.owe({
    id,
    team: lab.team,
    destination: { kind: "message", channel: lab.channel },
    content: {
      kind: "lab-shared",
      lab: summary(lab, view),
      outcome: { passed, summary: told, ...(score === undefined ? {} : { score }) },
      people: [...new Set(people)].filter((person) => person !== ""),
      standings: await standingsOf(records, lab),
    },
  });
  return true;
}
