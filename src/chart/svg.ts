// SVG, written as text: elements, and words that came from people.

/** An attribute that is undefined is left out. */
type Attributes = Record<string, string | number | undefined>;

/** `<name attributes>children</name>`; children are SVG already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === "number" ? short(value) : escapeXml(value)}"`],
  );
  return `<${name}${written.join("")}>${children.join("")}</${name}>`;
}

/** Words at a place; `anchor` says which end of them is there. */
export function words(
  at: { x: number; y: number },
  said: string,
  look: { size?: number; weight?: number; fill?: string; anchor?: "start" | "middle" | "end" } = {},
): string {
  const { size = 14, weight, fill, anchor } = look;
  return element(
    "text",
    { ...at, "font-size": size, "font-weight": weight, fill, "text-anchor": anchor },
    escapeXml(said),
  );
}

const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML cannot hold at all (control characters, halves of a pair, two that are no characters) becomes the mark for what is not known. */
export function escapeXml(said: string): string {
  return said
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (found) => (/\s/.test(found) ? " " : "\uFFFD"))
    .replaceAll(/[&<>"]/g, (found) => NAMES[found]!);
}

/** A hundredth of a pixel is enough. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
