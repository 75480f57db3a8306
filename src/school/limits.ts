/** How much one may ask, and how much of a model one may use; counted in the database, so that several bots count together. */
import type { Clock } from "../clock.ts";
import type { Allowance, UsedUp } from "./allowances.ts";
import type { Store } from "./store.ts";

export type Limits = {
  /** Questions of a person in an hour, however they are answered. */
  questionsPerHour: number;
  /** So many of them may be worded by a model. */
  wordingsPerHour: number;
  tokensPerPerson: number;
  tokensPerTeam: number;
  /** In dollars: the prices of a million tokens, and what may be spent in a day. Absent: costs are not counted. */
  cost?: { input: number; output: number; perPerson: number; perTeam: number } | undefined;
};

/** Who does something, and the act's key. */
export type Asking = { key: string; team: string; person: string };

export type Spending = { input: number; output: number };

/** Taken before a call and corrected after it: eight passages and the prompt go in; an answer and some thinking come out. */
const EXPECTED: Spending = { input: 4_000, output: 2_000 };

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

export function createLimits({ store, clock, limits }: { store: Store; clock: Clock; limits: Limits }) {
  async function take(key: string, team: string, wanted: Allowance[]): Promise<UsedUp | undefined> {
    const used = await store.transaction((records) => records.allowances.take(key, team, wanted));
    if (!used) return undefined;
    const { what, person, limit, until } = used;
    return { what, whose: person ? "person" : "team", limit, until };
  }

  return {
    /** Counts a question; or what is used up. */
    ask: ({ key, team, person }: Asking) =>
      take(`ask:${key}`, team, [
        allowance(person, "questions", within(clock.now(), HOUR_MS), 1, limits.questionsPerHour),
      ]),

    /** Takes what a model may need for an answer; or what is used up, and then nothing is taken. */
    async word({ key, team, person }: Asking): Promise<Wording | { usedUp: UsedUp }> {
      const now = clock.now();
      const perDay = spendings(limits, person, now, EXPECTED);
      const wordings = allowance(person, "wordings", within(now, HOUR_MS), 1, limits.wordingsPerHour);
      const usedUp = await take(`word:${key}`, team, [wordings, ...perDay]);
      if (usedUp) return { usedUp };
      const spent = async (spending: Spending) => {
        const truth = spendings(limits, person, now, spending);
        const by = perDay.map((each, at) => ({ ...each, amount: truth[at]!.amount - each.amount }));
        await store.transaction((records) => records.allowances.correct(`word:${key}`, team, by));
      };
      return { spent };
    },

    /** Forgets the counts of hours and days that are over. */
    forget: () => store.allowances.forgetBefore(clock.now() - 2 * DAY_MS),
  };
}

/** `spent` tells what the call took in truth. */
export type Wording = { spent(spending: Spending): Promise<void> };

/** The hour or the day, by UTC, that an instant lies in. */
function within(now: number, span: number): Pick<Allowance, "since" | "until"> {
  const since = Math.floor(now / span) * span;
  return { since, until: since + span };
}

function allowance(
  person: string,
  what: Allowance["what"],
  time: Pick<Allowance, "since" | "until">,
  amount: number,
  limit: number,
): Allowance {
  return { person, what, ...time, amount, limit };
}

/** The person's own comes first, always: two bots that take from the same counts in the same order never wait for each other. */
function spendings(limits: Limits, person: string, now: number, { input, output }: Spending): Allowance[] {
  const today = within(now, DAY_MS);
  const tokens = [
    allowance(person, "tokens", today, input + output, limits.tokensPerPerson),
    allowance("", "tokens", today, input + output, limits.tokensPerTeam),
  ];
  if (!limits.cost) return tokens;
  const { cost } = limits;
  // Dollars a million tokens are millionths of a dollar a token.
  const millionths = Math.ceil(input * cost.input + output * cost.output);
  return [
    ...tokens,
    allowance(person, "cost", today, millionths, Math.floor(cost.perPerson * 1e6)),
    allowance("", "cost", today, millionths, Math.floor(cost.perTeam * 1e6)),
  ];
}
