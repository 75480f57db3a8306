/** Blocks as JSON on one side, as they look on the other. What is pressed there goes nowhere: it is shown. */
import { useCallback, useMemo, useState } from "preact/hooks";
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
          {read.problem || `${read.blocks.length} ${read.blocks.length === 1 ? "block" : "blocks"}`}
        </p>
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

/** A list of blocks, or a message or view that has one. */
function readBlocks(text: string): { blocks: Loose[]; problem: string } {
  try {
    const read: unknown = JSON.parse(text);
    const list: unknown = Array.isArray(read) ? read : (read as { blocks?: unknown } | null)?.blocks;
    if (!Array.isArray(list)) return { blocks: [], problem: "Write a list of blocks, or an object with `blocks`." };
    const wrong = list.findIndex((block) => typeof (block as Loose | null)?.type !== "string");
    if (wrong !== -1) return { blocks: [], problem: `Block ${wrong + 1} has no type.` };
    return { blocks: list as Loose[], problem: "" };
  } catch (error) {
    return { blocks: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
