/** A video: its picture and a link. Nothing is played here, because playing would ask another server. */
import type { VideoBlock } from "@slack/types";
import type { JSX } from "preact";
import { plainText } from "../text/emoji.ts";
import { safeImage, safeLink } from "../text/safe.ts";

export function Video({ block }: { block: VideoBlock }): JSX.Element {
  const thumbnail = safeImage(block.thumbnail_url, location.origin);
  const link = safeLink(block.title_url ?? block.video_url);
  const title = plainText(block.title);
  return (
    <figure class="video">
      <figcaption>
        {link === "" ? (
          title
        ) : (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {title}
          </a>
        )}
        {block.description !== undefined && <p class="quiet">{plainText(block.description)}</p>}
      </figcaption>
      {thumbnail === "" ? (
        <span class="no-picture">{block.alt_text}</span>
      ) : (
        <img class="picture" src={thumbnail} alt={block.alt_text} loading="lazy" />
      )}
    </figure>
  );
}
