/** A card, and cards side by side. */
import type { CardBlock, CarouselBlock } from "@slack/types";
import type { JSX } from "preact";
import { Element } from "../elements/element.tsx";
import type { Loose } from "../elements/values.ts";
import { Picture } from "./picture.tsx";
import { Text } from "./text.tsx";

export function Card({ block, blockId }: { block: CardBlock; blockId: string }): JSX.Element {
  return (
    <article class="card">
      {block.hero_image !== undefined && <Picture image={block.hero_image as unknown as Loose} large />}
      <header>
        {block.icon !== undefined && <Picture image={block.icon as unknown as Loose} />}
        <div>
          {block.title !== undefined && (
            <div class="card-title">
              <Text text={block.title} />
            </div>
          )}
          {block.subtitle !== undefined && (
            <div class="quiet">
              <Text text={block.subtitle} />
            </div>
          )}
        </div>
      </header>
      {block.body !== undefined && <Text text={block.body} />}
      {block.actions !== undefined && (
        <div class="actions">
          {block.actions.map((element, index) => (
            <Element
              key={element.action_id ?? index}
              element={element as unknown as Loose}
              blockId={blockId}
              dispatches
            />
          ))}
        </div>
      )}
    </article>
  );
}

export function Carousel({ block, blockId }: { block: CarouselBlock; blockId: string }): JSX.Element {
  return (
    <div class="carousel scroll" tabIndex={0} role="group" aria-label={`${block.elements.length} cards`}>
      {block.elements.map((card, index) => (
        <Card key={card.block_id ?? index} block={card} blockId={card.block_id ?? blockId} />
      ))}
    </div>
  );
}
