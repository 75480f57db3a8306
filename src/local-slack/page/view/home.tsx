/** The app's Home tab. */
import { useMemo } from "preact/hooks";
import type { HomeView } from "@slack/types";
import type { JSX } from "preact";
import { Blocks } from "../blocks/block.tsx";
import type { Loose } from "../elements/values.ts";
import { SurfaceProvider, useNewSurface } from "./surface.ts";
import { useWorkspace } from "./workspace.ts";

const NO_BLOCKS: Loose[] = [];
const HOME = { home: true } as const;

export function Home({ home }: { home: HomeView | null }): JSX.Element {
  const { app } = useWorkspace();
  const blocks = useMemo(() => (home?.blocks as unknown as Loose[] | undefined) ?? NO_BLOCKS, [home]);
  const surface = useNewSurface(HOME, blocks);
  return (
    <div class="list home" tabIndex={0}>
      <div class="list-inner">
        {home === null ? (
          <p class="beginning">
            {app.connected ? `${app.name} is setting up this page…` : `${app.name} is not connected yet.`}
          </p>
        ) : (
          <SurfaceProvider value={surface}>
            <Blocks blocks={blocks} />
          </SurfaceProvider>
        )}
      </div>
    </div>
  );
}
