/** A picture, when showing it asks nobody outside this machine; otherwise its text, linked. */
import type { JSX } from "preact";
import { safeImage, safeLink } from "../text/safe.ts";
import type { Loose } from "../elements/values.ts";

export function Picture({ image, large = false }: { image: Loose; large?: boolean }): JSX.Element {
  const written = addressOf(image);
  const alt = typeof image["alt_text"] === "string" ? image["alt_text"] : "Picture";
  const source = safeImage(written, location.origin);
  if (source === "") return <Elsewhere url={safeLink(written)} alt={alt} />;
  return <img class={large ? "picture" : "small-picture"} src={source} alt={alt} loading="lazy" />;
}

function addressOf(image: Loose): string {
  const file = image["slack_file"] as { url?: string } | undefined;
  const written = image["image_url"] ?? file?.url;
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
