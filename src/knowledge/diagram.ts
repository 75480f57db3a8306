// Mermaid source -> lines such as "A —why→ B", for places that draw no diagrams. Flowcharts, sequences and states, as far as lessons use them.

/** A node as it is written: an id, and its words in brackets of some shape. */
const NODE = /^(\[\*\]|[^\s[({"]+)\s*(?:[[({]+\s*"?(.*?)"?\s*[\])}]+)?$/;
/** `-->`, `-.->`, `==>`, `---` or `<-->`, with words inside (`-- fails -->`) or between bars. */
const ARROW = /\s+(<)?(?:--|-\.|==)(?:\s+([^|]+?)\s+(?:--|\.-|==))?[-.=]*>?(?:\|([^|]*)\|)?\s+/g;
const MESSAGE = /^(\S+?)\s*(?:--?>>?|--?[x)])\s*(\S+?)\s*:\s*(.*)$/;
const BOX = /^subgraph\s+(?:[\w-]+\s*\[)?"?([^"\]]+)"?\]?$/;
const APART = /^(%%|direction\b|style\b|classDef\b|class\b|linkStyle\b|Note\b|note\b|participant\b|actor\b|end$)/;

/** Words by ids, in the order in which the source gives them. */
type Names = Map<string, string>;

/** One line a connection, in the order of the source; what stands in a box (`subgraph`) is indented under the box's name. */
export function diagramLines(source: string): string[] {
  const [kind = "", ...rest] = source.split("\n").map((line) => line.trim());
  const lines = rest.filter(Boolean);
  if (kind.startsWith("sequenceDiagram")) return lines.flatMap((line) => sequenceLine(line, namesOfPeople(lines)));
  const isState = kind.startsWith("stateDiagram");
  if (!isState && !/^(flowchart|graph)\b/.test(kind)) return [];
  const names: Names = new Map();
  const links = lines.map((line) => (isState ? stateLinks(line, names) : flowLinks(line, names)));
  let depth = 0;
  return lines.flatMap((line, at) => {
    if (line === "end") depth -= 1;
    const [, box] = BOX.exec(line) ?? [];
    // A node by itself says in which box it stands; outside of boxes it only gives its words.
    const isSaid = depth > 0 || line.search(ARROW) >= 0;
    const said = box ? [`${box}:`] : (links[at] ?? []).filter(() => isSaid).map((link) => link(names));
    const drawn = said.map((text) => "  ".repeat(depth) + text);
    if (box) depth += 1;
    return drawn;
  });
}

/** Said when all names are known: a node may be given its words after it was first connected. */
type Link = (names: Names) => string;

/** `a & b --> c --> d`, or a node alone. */
function flowLinks(line: string, names: Names): Link[] {
  if (APART.test(line) || BOX.test(line)) return [];
  const arrows = [...line.matchAll(ARROW)];
  const nodes = line
    .replaceAll(ARROW, "\n")
    .split("\n")
    .map((text) => text.split(/\s+&\s+/).map((each) => idOf(each, names)));
  if (arrows.length === 0) return (nodes[0] ?? []).map((id) => (known) => known.get(id) ?? id);
  return arrows.flatMap(([, back, inside, between], at) => {
    const words = between ?? inside ?? "";
    return (nodes[at] ?? []).flatMap((from) =>
      (nodes[at + 1] ?? []).map((to) => linkOf(from, to, words, back ? "↔" : "→")),
    );
  });
}

/** `running --> exited: main process ends` */
function stateLinks(line: string, names: Names): Link[] {
  const [, from, to, words = ""] = /^(\S+)\s+-->\s+([^\s:]+)\s*(?::\s*(.*))?$/.exec(line) ?? [];
  if (from === undefined || to === undefined) return [];
  names.set("[*]", from === "[*]" ? "(beginning)" : (names.get("[*]") ?? "(beginning)"));
  return [linkOf(from, to === "[*]" ? "(end)" : to, words, "→")];
}

function linkOf(from: string, to: string, words: string, mark: string): Link {
  return (names) => {
    const arrow = words ? `—${words.replaceAll('"', "")}${mark}` : mark;
    return `${names.get(from) ?? from} ${arrow} ${names.get(to) ?? to}`;
  };
}

/** The id of a node; its words are remembered. */
function idOf(text: string, names: Names): string {
  const [, id = text.trim(), words] = NODE.exec(text.trim()) ?? [];
  if (words) names.set(id, words.replaceAll(/<br\s*\/?>/g, " "));
  return id;
}

function sequenceLine(line: string, names: Names): string[] {
  const [, from = "", to = "", words = ""] = MESSAGE.exec(line) ?? [];
  return from ? [linkOf(from, to, words, "→")(names)] : [];
}

function namesOfPeople(lines: string[]): Names {
  const people = lines.flatMap((line) => [...line.matchAll(/^(?:participant|actor) (\S+) as (.+)$/g)]);
  return new Map(people.map(([, id = "", name = ""]) => [id, name]));
}
