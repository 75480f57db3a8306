/** A list of blocks, each by its type. */
import type { KnownBlock } from "@slack/types";
import type { ComponentType, JSX } from "preact";
import { Chart } from "../graph/chart.tsx";
import { readChart } from "../graph/read.ts";
import { keysOf } from "../elements/keys.ts";
import { blockIdOf, type Loose } from "../elements/values.ts";
import { Markdown, Nodes } from "../text/draw.tsx";
import { decodeEntities, plainText } from "../text/emoji.ts";
import { PlainText } from "../text/emoji-view.tsx";
import { richTextNodes } from "../text/rich.ts";
import { Actions, Alert, Context, ContextActions, FileCard, ImageFigure, Section } from "./basic.tsx";
import { Card, Carousel } from "./card.tsx";
import { Guard } from "./guard.tsx";
import { Input } from "./input.tsx";
import { DataTable, Table } from "./table.tsx";
import { Plan, TaskCard } from "./task.tsx";
import { Unknown } from "./unknown.tsx";
import { Video } from "./video.tsx";

export type BlockProps<T = KnownBlock> = { block: T; blockId: string };

type Components = { [T in KnownBlock["type"]]: ComponentType<BlockProps<Extract<KnownBlock, { type: T }>>> };

// Complete by the compiler's own proof: a new block in @slack/types breaks the build here instead of the page.
const COMPONENTS: Components = {
  actions: Actions,
  alert: Alert,
  card: Card,
  carousel: Carousel,
  container: ({ block }) => <Container block={block} />,
  context: Context,
  context_actions: ContextActions,
  data_table: DataTable,
  divider: () => <hr />,
  file: FileCard,
  header: ({ block }) => <Header block={block} />,
  image: ImageFigure,
  input: Input,
  markdown: ({ block }) => <Markdown text={block.text} />,
  plan: Plan,
  rich_text: ({ block }) => <Nodes nodes={richTextNodes(block)} />,
  section: Section,
  table: Table,
  task_card: TaskCard,
  video: Video,
};

export function Blocks({ blocks }: { blocks: readonly Loose[] }): JSX.Element {
  const keys = keysOf(blocks);
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <Guard key={keys[index]} of={block}>
          <Block block={block} blockId={blockIdOf(block, index)} />
        </Guard>
      ))}
    </div>
  );
}

function Block({ block, blockId }: { block: Loose; blockId: string }): JSX.Element {
  if (block.type === "data_visualization") return <Visualization block={block} />;
  if (!Object.hasOwn(COMPONENTS, block.type)) return <Unknown block={block} />;
  const Known = COMPONENTS[block.type as KnownBlock["type"]] as ComponentType<BlockProps<Loose>>;
  return <Known block={block} blockId={blockId} />;
}

function Header({ block }: { block: Extract<KnownBlock, { type: "header" }> }): JSX.Element {
  return (
    <h3 class="block-header">
      <PlainText text={decodeEntities(block.text.text)} />
    </h3>
  );
}

// Newer than the installed types, hence outside the record above.
function Visualization({ block }: { block: Loose }): JSX.Element {
  const data = readChart(block);
  return data === undefined ? <Unknown block={block} why="is not a chart that is known here" /> : <Chart data={data} />;
}

function Container({ block }: { block: Extract<KnownBlock, { type: "container" }> }): JSX.Element {
  const title = (
    <>
      {block.rich_text_title === undefined ? (
        plainText(block.title)
      ) : (
        <Nodes nodes={richTextNodes(block.rich_text_title)} />
      )}
      {block.subtitle !== undefined && <small>{plainText(block.subtitle)}</small>}
    </>
  );
  const children = <Blocks blocks={block.child_blocks as unknown as Loose[]} />;
  if (block.is_collapsible === true) {
    return (
      <details class="container" open={block.default_collapsed !== true}>
        <summary>{title}</summary>
        {children}
      </details>
    );
  }
  return (
    <section class="container">
      {(block.title ?? block.rich_text_title) !== undefined && <header>{title}</header>}
      {children}
    </section>
  );
}
