/** A picture, when showing it asks nobody outside this machine; otherwise its text, linked. */
import type { JSX } from "preact";
import { safeImage, safeLink } from "../text/safe.ts";
import type { Loose } from "../elements/values.ts";

export function Picture({ image, large = false }: { image: Loose; large?: boolean }): JSX.Element {
  const written = addressOf(image);
  const alt = typeof image["alt_text"] === "string" ? image["alt_text"] : "Picture";
  const source = safeImage(written, location.origin);
  if (source === "") return <Elsewhere url={safeLink(written)} alt={alt} />;
  const shown = <img class={large ? "picture" : "small-picture"} src={source} alt={alt} loading="lazy" />;
  if (!large || !source.startsWith("/files/")) return shown;
  // What was uploaded can be looked at as large as it is.
  return (
    <a href={source} target="_blank" rel="noopener noreferrer" title="Open the picture">
      {shown}
    </a>
  );
}

function addressOf(image: Loose): string {
  const file = image["slack_file"] as { url?: string; id?: string } | undefined;
  const written = image["image_url"] ?? file?.url ?? (file?.id && `/files/${encodeURIComponent(file.id)}`);
  return typeof written === "string" ? written : "";
}

function Elsewhere({ url, alt }: { url: string; alt: string }): JSX.Element {
  if (url === "") return <span class="no-picture">{alt}</span>;
  return (
    <a
      class="no-picture"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title="Pictures from elsewhere are not loaded"
    >
      {alt || url}
    </a>
  );
}
