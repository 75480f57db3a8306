// Everyday words that learners use for one another; names of things have their synonyms in the glossary.
import { stem } from "./words.ts";

const GROUPS = [
  "drawback drawbacks disadvantage disadvantages con cons downside downsides weakness weaknesses",
  "advantage advantages benefit benefits pro pros strength strengths gain gains",
  "quit quits exit exits terminate terminates finish finishes end ends stop stops",
  "shrink smaller reduce small slim size",
  "delete remove erase drop prune clean cleanup",
  "create make build add new",
  "show see view list display look inspect read",
  "start launch begin boot run",
  "detached background",
  "immediately instantly at-once",
  "die dies dead fail fails failure failed crash crashes crashed down broken",
  "recreate recreated replace replaced respawn comes-back",
  "shut shutdown stop grace sigterm",
  "pick picks choose chooses select selects decide decides assign assigns place places",
  "talk talks communicate communicates speak reach connect",
  "machine machines server servers host hosts node nodes",
  "manual manually hand",
  "revert reverts reverting undo restore restores rollback",
  "login credential credentials password",
  "part parts component components piece pieces",
  "store stores stored save saves keep keeps",
  "alive active maintained supported dead retired discontinued",
  "upgrade upgrading update updates updating",
  "permission permissions authorization rights allowed",
  "grow grows increase raise higher more",
  "lower decrease shrink reduce less",
  "setup install installation",
  "lose loses lost gone vanish disappear disappears",
  "limit limits cap caps ceiling restrict maximum",
  "slow slower slowly",
  "insecure unsafe dangerous danger risk hostile",
  "visitors traffic requests load users",
  "autoscale autoscaling autoscaler automatically scaling",
  "monitor monitoring observe watch",
  "several multiple many",
  "copy copies replica replicas instance instances",
  "inventor created founder founded started began",
  "popular popularity leads leader widely",
  "heartbeat heartbeats ping pings lease",
  "persist persistent permanent survive survives outlive outlives",
  "ephemeral temporary disposable",
  "outside external externally public internet",
  "empty idle",
  "duty task responsibility",
  "debug debugging troubleshoot troubleshooting diagnose investigate fault faults",
  "reachable accessible available reach access respond responds responding answer answers",
  "expose exposed publish published accessible reachable",
  "secure security protect harden hardening safe",
  "prevent avoid stop",
  "app application applications program workload",
  "containerize containerizing containerization dockerize",
  "region regions zone zones",
  "az zone zones",
  "execute run command",
  "overkill unnecessary simpler",
  "prerequisite prerequisites require requires requirement requirements",
  "budget quota",
  "structure layout directory",
  "compete replace alternative alternatives",
  "happen happens occur occurs",
  "bad wrong mistake",
  "previous last former terminated",
  "quickly fast faster speed",
  "free clean reclaim prune",
  "discover discovery find",
  "grant allow bind",
  "validate check dry-run",
  "spread distribute across",
  "env environment variable variables",
  "pull download fetch",
  "hand pass inject give",
  "connect link attach join",
  "decide determine compute computes calculate calculates calculation formula",
];

const byStem = new Map<string, string[]>();
for (const group of GROUPS) {
  const stems = [...new Set(group.split(" ").map(stem))];
  for (const each of stems)
    byStem.set(
      each,
      [...new Set([...(byStem.get(each) ?? []), ...stems])].filter((other) => other !== each),
    );
}

/** Stems of other words for the word with this stem. */
export function synonymsOf(term: string): string[] {
  return byStem.get(term) ?? [];
}
