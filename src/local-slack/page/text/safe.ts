/** Which addresses written by a person, an app or a model may become links or pictures. */

/** The address itself when a click on it can only open a page or a mail, otherwise "". */
export function safeLink(url: string): string {
  const trimmed = url.trim();
  return /^(https?:\/\/|mailto:)[^\s"'<>`]+$/i.test(trimmed) ? trimmed : "";
}

/** The address itself when showing it asks nobody outside this machine, otherwise "". */
export function safeImage(url: string, origin: string): string {
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url)) return url;
  try {
    return new URL(url, origin).origin === origin ? url : "";
  } catch {
    return "";
  }
}
