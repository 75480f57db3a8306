/** Every envelope, call and answer, with its time and whether it was as Slack documents it. */
import { useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import { formatter } from "../text/zone.ts";
import { useWorkspace } from "../view/workspace.ts";
import { filtered, type Exchange, type Filter } from "./exchanges.ts";
import { useJournal } from "./follow-journal.ts";
import { Json } from "./json.tsx";

const SHOWN = 150;
const ALL: Filter = { text: "", way: "", onlyBad: false };

export function Inspector(): JSX.Element {
  const journal = useJournal();
  const [filter, setFilter] = useState(ALL);
  const [chosen, setChosen] = useState("");
  const [shown, setShown] = useState(SHOWN);
  const found = useMemo(() => filtered(journal, filter), [journal, filter]);
  const open = journal.exchanges.find(({ key }) => key === chosen);
  return (
    <div class={`inspector ${open === undefined ? "" : "with-detail"}`}>
      <div class="inspector-list">
        <Filters filter={filter} onChange={setFilter} count={found.length} />
        <ul class="exchanges" aria-label="Envelopes and calls" onKeyDown={walk}>
          {found.slice(0, shown).map((one) => (
            <Row key={one.key} one={one} isOpen={one.key === chosen} onOpen={() => setChosen(one.key)} />
          ))}
        </ul>
        {found.length === 0 && <p class="quiet empty">Nothing yet. Write a message, press a button.</p>}
        {found.length > shown && (
          <button type="button" class="button small" onClick={() => setShown(shown + SHOWN)}>
            Show earlier
          </button>
        )}
      </div>
      {open !== undefined && <Detail one={open} onClose={() => setChosen("")} />}
    </div>
  );
}

type FiltersProps = { filter: Filter; onChange: (filter: Filter) => void; count: number };

function Filters({ filter, onChange, count }: FiltersProps): JSX.Element {
  return (
    <div class="inspector-filters" role="search" aria-label="Journal">
      <input
        class="field text"
        type="search"
        aria-label="Filter by name"
        placeholder="Filter"
        value={filter.text}
        onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
      />
      <select
        class="field select"
        aria-label="Which"
        value={filter.way}
        onChange={({ currentTarget }) => onChange({ ...filter, way: currentTarget.value as Filter["way"] })}
      >
        <option value="">Everything</option>
        <option value="call">Calls by the app</option>
        <option value="delivery">Sent to the app</option>
        <option value="problem">Problems</option>
      </select>
      <label class="chip">
        <input
          type="checkbox"
          checked={filter.onlyBad}
          onChange={() => onChange({ ...filter, onlyBad: !filter.onlyBad })}
        />
        <span>Only what went wrong</span>
      </label>
      <span class="quiet">{count} shown</span>
    </div>
  );
}

const WAYS: Record<Exchange["way"], [string, string]> = {
  call: ["←", "call"],
  delivery: ["→", "to the app"],
  problem: ["!", "problem"],
};

const HEALTH: Record<Exchange["health"], string> = {
  waiting: "waiting",
  well: "valid",
  refused: "refused",
  bad: "wrong",
};

function Row({ one, isOpen, onOpen }: { one: Exchange; isOpen: boolean; onOpen: () => void }): JSX.Element {
  const { me } = useWorkspace();
  const [sign, way] = WAYS[one.way];
  return (
    <li>
      <button type="button" class={`exchange ${one.health}`} aria-pressed={isOpen} onClick={onOpen}>
        <time>{clockTime(one.atMs, me.tz)}</time>
        <span class="way" role="img" aria-label={way}>
          {sign}
        </span>
        <span class="exchange-name">{one.name}</span>
        <span class="exchange-outcome">{one.outcome}</span>
        <span class="took">{one.tookMs === undefined ? "" : `${Math.round(one.tookMs)} ms`}</span>
        <span class={`health ${one.health}`}>{HEALTH[one.health]}</span>
      </button>
    </li>
  );
}

function clockTime(ms: number, zone: string): string {
  return formatter(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms);
}

function Detail({ one, onClose }: { one: Exchange; onClose: () => void }): JSX.Element {
  const { act, tell } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const resend = async (): Promise<void> => {
    setBusy(true);
    const answer = await act("resend", { envelope_id: one.envelope });
    setBusy(false);
    if (answer.ok) tell("info", answer.acknowledged === true ? "Sent again and acknowledged." : "Sent again.");
  };
  return (
    <section class="detail" aria-label={one.name}>
      <header>
        <h3>{one.name}</h3>
        {one.envelope !== "" && (
          <button type="button" class="button small" aria-busy={busy} onClick={() => void resend()}>
            Send again
          </button>
        )}
        <button type="button" class="button small" onClick={onClose}>
          Close
        </button>
      </header>
      <p>
        <span class={`health ${one.health}`}>{HEALTH[one.health]}</span> {one.outcome}
        {one.tookMs === undefined ? "" : ` in ${Math.round(one.tookMs)} ms`}
      </p>
      {one.remarks.length > 0 && (
        <ul class="remarks">
          {one.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {one.sent !== undefined && <Json title={one.way === "call" ? "Asked" : "Sent"} value={one.sent} />}
      {one.answer !== undefined && <Json title="Answer" value={one.answer} />}
    </section>
  );
}

function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
}
