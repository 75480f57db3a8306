/** The clock, and the workspace as a whole: reset, export, import. */
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { controlAddress, readControl } from "../state/control.ts";
import type { State } from "../state/fold.ts";
import { useNow } from "../state/time.ts";
import { fromLocalInput, nextTimeOfDay, toLocalInput } from "../text/zone.ts";
import { shortMoment } from "../text/when.ts";
import { Question } from "../view/question.tsx";
import { useWorkspace } from "../view/workspace.ts";

export function WorkspaceTool({ state }: { state: State }): JSX.Element {
  return (
    <div class="tool-columns">
      <ClockTool state={state} />
      <People />
      <Keeping />
    </div>
  );
}

const STEPS: readonly (readonly [string, number])[] = [
  ["+1 minute", 60_000],
  ["+15 minutes", 900_000],
  ["+1 hour", 3_600_000],
  ["+1 day", 86_400_000],
  ["+1 week", 604_800_000],
];

function ClockTool({ state }: { state: State }): JSX.Element {
  const { me, act } = useWorkspace();
  const now = useNow();
  const next = useNextScheduled(state);
  const [typed, setTyped] = useState("");
  const target = fromLocalInput(typed, me.tz);
  return (
    <section class="tool" aria-label="Clock">
      <h3>Clock</h3>
      <p>
        It is <b>{shortMoment(now, me.tz)}</b> in {me.tz}
        {state.clock.offset_ms === 0 ? ", as everywhere else." : ", ahead of real time."}
      </p>
      <div class="actions">
        {STEPS.map(([label, ms]) => (
          <button key={label} type="button" class="button small" onClick={() => void act("clock", { advance_ms: ms })}>
            {label}
          </button>
        ))}
        <button
          type="button"
          class="button small"
          onClick={() => void act("clock", { now_ms: nextTimeOfDay(now, me.tz, 9) })}
        >
          To the next 09:00
        </button>
        <button
          type="button"
          class="button small"
          disabled={next === undefined}
          title={next === undefined ? "The app has nothing scheduled" : shortMoment(next, me.tz)}
          onClick={() => next !== undefined && void act("clock", { now_ms: Math.max(next, now) })}
        >
          To the next scheduled message
        </button>
        <button
          type="button"
          class="button small"
          disabled={state.clock.offset_ms === 0}
          onClick={() => void act("clock", { reset: true })}
        >
          Back to real time
        </button>
      </div>
      <form
        class="row-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (target !== undefined) void act("clock", { now_ms: target });
        }}
      >
        <input
          class="field moment"
          type="datetime-local"
          aria-label={`Date and time (${me.tz})`}
          min={toLocalInput(now, me.tz)}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class="button small" disabled={target === undefined || target < now}>
          Go there
        </button>
      </form>
    </section>
  );
}

/** When the next message that the app scheduled is due, where the server tells. */
function useNextScheduled(state: State): number | undefined {
  const [next, setNext] = useState<number>();
  useEffect(() => {
    const read = (): void =>
      void readControl<{ next_ms: number | null }>("clock").then((clock) => setNext(clock?.next_ms ?? undefined));
    read();
    // That the app schedules something changes nothing that a page would hear of.
    const timer = setInterval(read, 2000);
    return () => clearInterval(timer);
  }, [state.clock, state.messages]);
  return next;
}

/** Everybody's clock, beside each other. */
function People(): JSX.Element {
  const { people } = useWorkspace();
  const now = useNow(5000);
  return (
    <section class="tool" aria-label="People">
      <h3>People</h3>
      <dl class="zones">
        {people
          .filter((person) => !person.is_bot)
          .map((person) => (
            <div key={person.id}>
              <dt>{person.real_name}</dt>
              <dd>
                {shortMoment(now, person.tz)} <span class="quiet">{person.tz}</span>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Keeping(): JSX.Element {
  const { act, tell, app } = useWorkspace();
  const [asks, setAsks] = useState(false);
  const bring = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const records = readRecords(await file.text());
    if (records === undefined) return tell("error", `${file.name} is not an exported workspace.`);
    const answer = await act("import", { records });
    if (answer.ok) tell("info", `${file.name} is now this workspace.`);
  };
  return (
    <section class="tool" aria-label="Workspace">
      <h3>Workspace</h3>
      <div class="actions">
        <a class="button small" href={controlAddress("export")} download="workspace.jsonl">
          Export
        </a>
        <label class="button small file-button">
          Import
          <input
            type="file"
            accept=".jsonl,.json"
            onChange={({ currentTarget }) => {
              void bring(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
        </label>
        <button type="button" class="button small danger" onClick={() => setAsks(true)}>
          Reset
        </button>
      </div>
      <p class="hint">An export has everything but the tokens. {app.name} stays connected through all of these.</p>
      {asks && (
        <Question
          title="Reset the workspace"
          text="Every message, channel and view goes; the workspace is as it was made."
          yes="Reset"
          danger
          onNo={() => setAsks(false)}
          onYes={() => {
            setAsks(false);
            void act("reset", {});
          }}
        />
      )}
    </section>
  );
}

/** JSON Lines, one record each. */
function readRecords(text: string): Record<string, unknown>[] | undefined {
  try {
    return text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}
