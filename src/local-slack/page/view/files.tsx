/** Files that a message shares: pictures are shown, everything else is a link that saves it. */
import type { JSX } from "preact";
import type { SharedFile } from "../../protocol.ts";
import { safeImage } from "../text/safe.ts";
import { sizeOf } from "../text/size.ts";
import { Icon } from "./icon.tsx";

export function Files({ files = [] }: { files: readonly SharedFile[] | undefined }): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <ul class="files" aria-label={files.length === 1 ? "1 file" : `${files.length} files`}>
      {files.map((file) => (
        <li key={file.id}>
          <File file={file} />
        </li>
      ))}
    </ul>
  );
}

function File({ file }: { file: SharedFile }): JSX.Element {
  // Any other server would learn who looks; its address is shown as text only.
  const source = safeImage(file.url_private ?? "", location.origin);
  const name = file.title || file.name || file.id;
  if (source === "") return <span class="file">{name} (not here any more)</span>;
  const isPicture = file.mimetype.startsWith("image/");
  return (
    <figure class="shared-file">
      {isPicture && <img class="picture" src={source} alt={file.alt_txt || name} loading="lazy" />}
      {file.preview !== undefined && <pre class="file-preview">{file.preview}</pre>}
      <figcaption>
        <a class="file" href={source} download={file.name}>
          <Icon name="file" /> {name}
        </a>
        <span class="quiet">{sizeOf(file.size)}</span>
      </figcaption>
    </figure>
  );
}
