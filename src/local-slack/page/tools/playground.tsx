/** Blocks as JSON on one side, as they look on the other. What is pressed there goes nowhere: it is shown. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import { Blocks } from "../blocks/block.tsx";
import type { Loose } from "../elements/values.ts";
import { SurfaceProvider, useSurfaceOf, type Sent } from "../view/surface.ts";
import { useWorkspace } from "../view/workspace.ts";
import { EXAMPLES } from "./examples.ts";
import { Json } from "./json.tsx";

const KEY = "harbor.playground";
const FIRST = JSON.stringify(EXAMPLES["A question"], null, 2);

export function Playground(): JSX.Element {
  const [text, setText] = useState(() => localStorage.getItem(KEY) ?? FIRST);
  const [sent, setSent] = useState<Sent>();
  const read = useMemo(() => readBlocks(text), [text]);
  const refusals = useRefusals(read);
  const write = (next: string): void => {
    setText(next);
    localStorage.setItem(KEY, next);
  };
  return (
    <div class="playground">
      <div class="playground-source">
        <label>
          Example{" "}
          <select
            class="field select"
            value=""
            onChange={({ currentTarget }) => write(JSON.stringify(EXAMPLES[currentTarget.value], null, 2))}
          >
            <option value="">Choose…</option>
            {Object.keys(EXAMPLES).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <textarea
          class="field text code"
          spellcheck={false}
          aria-label="Blocks as JSON"
          aria-invalid={read.problem !== ""}
          value={text}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
        <p class={read.problem === "" ? "quiet" : "field-error"} role="status">
          {read.problem || `${read.blocks.length} ${read.blocks.length === 1 ? "block" : "blocks"}${verdict(refusals)}`}
        </p>
        {refusals !== undefined && refusals.length > 0 && (
          <ul class="remarks" aria-label="What Slack would refuse">
            {refusals.map(({ message, pointer }) => (
              <li key={`${pointer} ${message}`}>
                <code>{pointer}</code> {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="playground-look" role="group" aria-label="How it looks">
        <Look blocks={read.blocks} onSent={setSent} />
        {sent !== undefined && <Json title="What the app would get" value={sent} />}
      </div>
    </div>
  );
}

function Look({ blocks, onSent }: { blocks: Loose[]; onSent: (sent: Sent) => void }): JSX.Element {
  const { tell } = useWorkspace();
  const send = useCallback(
    async (sent: Sent) => {
      onSent(sent);
      tell("info", "Shown below, sent to nobody.");
    },
    [onSent, tell],
  );
  const surface = useSurfaceOf(blocks, send);
  return (
    <SurfaceProvider value={surface}>
      <Blocks blocks={blocks} />
    </SurfaceProvider>
  );
}

type Refusal = { message: string; pointer: string };

const PAUSE_MS = 250;

/** What Slack would say about the blocks, where they are to stand; undefined until it is known. */
function useRefusals({ blocks, on, problem }: Read): readonly Refusal[] | undefined {
  const { act } = useWorkspace();
  const [found, setFound] = useState<{ of: Loose[]; refusals: Refusal[] }>();
  useEffect(() => {
    if (problem !== "") return undefined;
    // Not at every letter.
    const timer = setTimeout(() => {
      void act("validate", { blocks, on }).then(({ refusals = [] }) => setFound({ of: blocks, refusals }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [blocks]);
  return found?.of === blocks ? found.refusals : undefined;
}

function verdict(refusals: readonly Refusal[] | undefined): string {
  if (refusals === undefined) return "";
  return refusals.length === 0 ? ", as Slack takes them" : ", which Slack would refuse";
}

type Read = { blocks: Loose[]; on: "message" | "modal" | "home"; problem: string };

/** A list of blocks, or a message or view that has one. */
function readBlocks(text: string): Read {
  const wrong = (problem: string): Read => ({ blocks: [], on: "message", problem });
  try {
    const read: unknown = JSON.parse(text);
    const { blocks = read, type } = (read ?? {}) as { blocks?: unknown; type?: unknown };
    if (!Array.isArray(blocks)) return wrong("Write a list of blocks, or an object with `blocks`.");
    const untyped = blocks.findIndex((block) => typeof (block as Loose | null)?.type !== "string");
    if (untyped !== -1) return wrong(`Block ${untyped + 1} has no type.`);
    return { blocks: blocks as Loose[], on: type === "modal" || type === "home" ? type : "message", problem: "" };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
