/** Faults by chance, from a seed, and Slack's rate limits. */
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { FaultRequest } from "../../protocol-requests.ts";
import { readControl } from "../state/control.ts";
import { useWorkspace } from "../view/workspace.ts";

// What an app should live through without anybody noticing.
const BEARABLE: FaultRequest["fault"][] = ["rate-limited", "500-before", "drop-after", "redeliver", "late-ack"];

export function Chance(): JSX.Element {
  const { act } = useWorkspace();
  const [seed, setSeed] = useState(1);
  const [rate, setRate] = useState(5);
  const [runs, setRuns] = useState(false);
  const [limits, setLimits] = useState(false);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const found = await readControl<{ chaos?: unknown; rates?: boolean }>("chaos");
      setRuns(found?.chaos !== null && found?.chaos !== undefined);
      setLimits(found?.rates === true);
    };
    void read();
  }, []);
  const start = async (): Promise<void> => {
    const rates = Object.fromEntries(BEARABLE.map((fault) => [fault, rate / 100]));
    const answer = await act("chaos", { seed, rates });
    if (answer.ok) setRuns(true);
  };
  const stop = async (): Promise<void> => {
    const answer = await act("chaos", { stop: true });
    if (answer.ok) setRuns(false);
  };
  const limit = async (): Promise<void> => {
    const answer = await act("rates", { enforced: !limits });
    if (answer.ok) setLimits(!limits);
  };
  return (
    <section class="tool" aria-label="By chance">
      <h3>By chance</h3>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void (runs ? stop() : start());
        }}
      >
        <label>
          Seed
          <input
            class="field text"
            type="number"
            min="0"
            value={seed}
            onInput={({ currentTarget }) => setSeed(Math.max(0, Math.floor(Number(currentTarget.value)) || 0))}
          />
        </label>
        <label>
          Of a hundred, how many go wrong in each way
          <input
            class="field text"
            type="number"
            min="0"
            max="20"
            value={rate}
            onInput={({ currentTarget }) => setRate(Math.max(0, Math.min(20, Number(currentTarget.value) || 0)))}
          />
        </label>
        <p class="hint">{BEARABLE.join(", ")}: the same seed and the same calls give the same faults.</p>
        <button type="submit" class={`button small ${runs ? "danger" : "primary"}`}>
          {runs ? "Stop" : "Start"}
        </button>
      </form>
      <div class="choices">
        <label>
          <input type="checkbox" checked={limits} onChange={() => void limit()} />
          <span>Slack’s rate limits</span>
        </label>
      </div>
    </section>
  );
}
