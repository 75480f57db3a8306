/** The builder's tools, docked under the conversation so that both can be seen at once. */
import type { JSX } from "preact";
import type { State } from "../state/fold.ts";
import { Icon } from "../view/icon.tsx";
import { FaultsTool } from "./faults.tsx";
import { Inspector } from "./inspector.tsx";
import { Playground } from "./playground.tsx";
import { WorkspaceTool } from "./workspace-tool.tsx";

const TABS = [
  ["inspector", "Inspector"],
  ["workspace", "Clock and workspace"],
  ["faults", "Faults"],
  ["playground", "Playground"],
] as const;

type Tab = (typeof TABS)[number][0];

type ToolsProps = { which: string; state: State; onOpen: (which: string) => void };

export function Tools({ which, state, onOpen }: ToolsProps): JSX.Element {
  const chosen: Tab = TABS.find(([tab]) => tab === which)?.[0] ?? "inspector";
  const panels: Record<Tab, () => JSX.Element> = {
    inspector: () => <Inspector />,
    workspace: () => <WorkspaceTool state={state} />,
    faults: () => <FaultsTool />,
    playground: () => <Playground />,
  };
  return (
    <section
      class="tools"
      aria-label="Builder’s tools"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onOpen("");
      }}
    >
      <header class="tools-head">
        <div role="tablist" aria-label="Builder’s tools" onKeyDown={(event) => step(event, chosen, onOpen)}>
          {TABS.map(([tab, name]) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`tab-${tab}`}
              aria-selected={tab === chosen}
              aria-controls="tools-panel"
              tabIndex={tab === chosen ? 0 : -1}
              onClick={() => onOpen(tab)}
            >
              {name}
            </button>
          ))}
        </div>
        <button type="button" class="icon-button" aria-label="Close builder’s tools" onClick={() => onOpen("")}>
          <Icon name="close" />
        </button>
      </header>
      <div class="tools-panel" role="tabpanel" id="tools-panel" aria-labelledby={`tab-${chosen}`}>
        {panels[chosen]()}
      </div>
    </section>
  );
}

/** Arrows choose the tab beside it, as everywhere. */
function step(event: KeyboardEvent, chosen: Tab, onOpen: (which: string) => void): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const at = TABS.findIndex(([tab]) => tab === chosen);
  const next = TABS[(at + by + TABS.length) % TABS.length]?.[0] ?? chosen;
  onOpen(next);
  document.getElementById(`tab-${next}`)?.focus();
}
