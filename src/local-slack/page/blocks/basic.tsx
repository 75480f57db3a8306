/** The blocks that are little more than a layout. */
import type {
  ActionsBlock,
  AlertBlock,
  ContextActionsBlock,
  ContextBlock,
  FileBlock,
  ImageBlock,
  SectionBlock,
} from "@slack/types";
import type { JSX } from "preact";
import { Element } from "../elements/element.tsx";
import type { Loose } from "../elements/values.ts";
import { plainText } from "../text/emoji.ts";
import { Icon } from "../view/icon.tsx";
import { Picture } from "./picture.tsx";
import { Text } from "./text.tsx";

type Props<T> = { block: T; blockId: string };

export function Section({ block, blockId }: Props<SectionBlock>): JSX.Element {
  return (
    <div class={`section ${block.accessory === undefined ? "" : `with-${block.accessory.type}`}`}>
      <div class="section-text">
        {block.text !== undefined && <Text text={block.text} />}
        {block.fields !== undefined && (
          <div class="fields">
            {block.fields.map((field, index) => (
              <Text key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {block.accessory !== undefined && (
        <div class="accessory">
          <Element element={block.accessory as unknown as Loose} blockId={blockId} dispatches />
        </div>
      )}
    </div>
  );
}

export function Actions({ block, blockId }: Props<ActionsBlock>): JSX.Element {
  return (
    <div class="actions">
      {block.elements.map((element, index) => (
        <Element key={element.action_id ?? index} element={element as unknown as Loose} blockId={blockId} dispatches />
      ))}
    </div>
  );
}

export function ContextActions({ block, blockId }: Props<ContextActionsBlock>): JSX.Element {
  return (
    <div class="actions quiet">
      {block.elements.map((element, index) => (
        <Element key={element.action_id ?? index} element={element as unknown as Loose} blockId={blockId} dispatches />
      ))}
    </div>
  );
}

export function Context({ block }: Props<ContextBlock>): JSX.Element {
  return (
    <div class="context">
      {block.elements.map((element, index) =>
        element.type === "image" ? (
          <Picture key={index} image={element as unknown as Loose} />
        ) : (
          <Text key={index} text={element} />
        ),
      )}
    </div>
  );
}

export function Alert({ block }: Props<AlertBlock>): JSX.Element {
  const level = block.level ?? "default";
  return (
    <div class={`alert ${level}`} role="note">
      <Icon name={level === "success" ? "check" : level === "warning" || level === "error" ? "alert" : "info"} />
      <Text text={block.text} />
    </div>
  );
}

export function ImageFigure({ block }: Props<ImageBlock>): JSX.Element {
  return (
    <figure class="image">
      {block.title !== undefined && <figcaption>{plainText(block.title)}</figcaption>}
      <Picture image={block as unknown as Loose} large />
    </figure>
  );
}

export function FileCard({ block }: Props<FileBlock>): JSX.Element {
  return (
    <p class="file">
      <Icon name="file" /> File {block.external_id}
    </p>
  );
}
