// Text as Slack passes it on. What a person types arrives escaped, with addresses and names turned into Slack's angle brackets.

export type Names = { people: { id: string; name: string }[]; channels: { id: string; name: string }[] };

// Endings that Slack takes for a domain: enough of them that an image name or a file called setup.sh is mangled as it would be there.
const ENDINGS =
  "com|org|net|io|dev|app|co|ai|sh|md|py|rs|gov|edu|info|me|uk|de|fr|jp|us|eu|in|nl|ch|cloud|xyz|site|online|tech|run|page";

const PIECES = new RegExp(
  [
    String.raw`(?<url>\bhttps?:\/\/[^\s<>]+)`,
    String.raw`(?<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)`,
    String.raw`(?<![\w@/.-])(?<domain>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:${ENDINGS})(?![\w-]|\.\w)(?::\d+)?(?:\/[^\s<>]*)?)`,
    String.raw`(?<![\w@])@(?<person>[a-z0-9][\w.-]*)`,
    String.raw`(?<![\w#])#(?<channel>[a-z0-9][\w-]*)`,
  ].join("|"),
  "gi",
);

const BROADCASTS = new Set(["channel", "here", "everyone"]);

/** What the app gets when a person types this. */
export function typedText(raw: string, names: Names): string {
  let result = "";
  let end = 0;
  for (const match of raw.matchAll(PIECES)) {
    result += escapeText(raw.slice(end, match.index));
    end = match.index + match[0].length;
    result += piece(match[0], match.groups ?? {}, names);
  }
  return result + escapeText(raw.slice(end));
}

function piece(text: string, groups: Record<string, string | undefined>, names: Names): string {
  if (groups.person !== undefined) return personPiece(groups.person, names);
  if (groups.channel !== undefined) return channelPiece(groups.channel, names);
  // Punctuation that ends the sentence is not part of the address.
  const address = text.replace(/[.,;:!?)\]}'"`*_~]+$/, "");
  const tail = escapeText(text.slice(address.length));
  const shown = escapeText(address);
  if (groups.url !== undefined) return `<${shown}>${tail}`;
  return groups.email === undefined ? `<http://${shown}|${shown}>${tail}` : `<mailto:${shown}|${shown}>${tail}`;
}

function personPiece(typed: string, names: Names): string {
  const name = typed.replace(/[.-]+$/, "");
  const tail = typed.slice(name.length);
  const wanted = name.toLowerCase();
  if (BROADCASTS.has(wanted)) return `<!${wanted}>${tail}`;
  const person = names.people.find((each) => each.name.toLowerCase() === wanted);
  return person ? `<@${person.id}>${tail}` : `@${typed}`;
}

function channelPiece(name: string, names: Names): string {
  const channel = names.channels.find((each) => each.name === name.toLowerCase());
  return channel ? `<#${channel.id}|${channel.name}>` : `#${name}`;
}

/** Escapes the three characters that Slack's markup is made of. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What becomes of an app's own text: a lone ampersand is escaped, and names become links only when asked for. */
export function postedText(text: string, linkNames: boolean, names: Names): string {
  const escaped = text.replaceAll(/&(?!(?:amp|lt|gt);)/g, "&amp;");
  if (!linkNames) return escaped;
  return escaped
    .replaceAll(/(?<![\w@<])@([a-z0-9][\w.-]*)/gi, (_, name: string) => personPiece(name, names))
    .replaceAll(/(?<![\w#<&])#([a-z0-9][\w-]*)/gi, (_, name: string) => channelPiece(name, names));
}

/** The addresses in a text that belong to these domains or to what is below them. */
export function linksIn(text: string, domains: string[]): string[] {
  const urls = [...text.matchAll(/<(https?:\/\/[^>|]+)(?:\|[^>]*)?>/g)].map((match) =>
    String(match[1]).replaceAll("&amp;", "&"),
  );
  return urls.filter((url) => {
    const host = URL.canParse(url) ? new URL(url).hostname : "";
    return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
  });
}
