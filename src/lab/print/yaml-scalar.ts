/** Texts in YAML, in the style and with the line breaks that go-yaml chooses. gopkg.in/yaml.v2, encode.go (stringv) and emitterc.go (yaml_emitter_analyze_scalar). */

/** Where a text stands: the column at which it begins, and how far its further lines are indented. */
export type Place = { column: number; indent: number };

/** A line is broken at the first space behind this column. */
const WIDTH = 80;

/** What a reader of YAML 1.1 would take for a bool, nothing, a number or an instant. */
const OTHER_THAN_TEXT =
  /^(?:|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE|null|Null|NULL|~|<<|[-+]?(?:\.\d+|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?|[-+]?0x[\da-fA-F_]+|[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?)$/;

/** What cannot stand without quotes in a block. */
const INDICATES = /^[#,[\]{}&*!|>'"%@`]|^[-?:](?:\s|$)|^---|^\.\.\.|:(?:\s|$)|\s#|^\s|\s$/;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u0084\u0086-\u009F\uFEFF]/;

/** A text as a value or, where `place` is absent, as a key, which is never broken. */
export function printText(text: string, place?: Place): string {
  if (place && text.includes("\n") && !UNPRINTABLE.test(text) && !/ \n|^\s*\n/.test(text)) return literal(text, place);
  if (OTHER_THAN_TEXT.test(text) || UNPRINTABLE.test(text) || text.includes("\n"))
    return folded(escaped(text), place, '"');
  if (!INDICATES.test(text)) return folded(text, place, "");
  return folded(text.replaceAll("'", "''"), place, "'");
}

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);

/** `|` keeps the line end, `|-` says that there is none, `|+` that there are more. */
function literal(text: string, { indent }: Place): string {
  const mark = text.endsWith("\n\n") || text === "\n" ? "+" : text.endsWith("\n") ? "" : "-";
  const hint = text.startsWith(" ") ? "2" : "";
  const lines = text.replace(/\n$/, "").split("\n");
  return `|${hint}${mark}\n${lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line)).join("\n")}`;
}

/** Broken at single spaces behind the width. */
function folded(text: string, place: Place | undefined, quote: string): string {
  if (!place) return quote + text + quote;
  const pad = " ".repeat(place.indent);
  let column = place.column + quote.length;
  let out = quote;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? "";
    const single = letter === " " && text[at - 1] !== " " && text[at + 1] !== " ";
    if (single && column > WIDTH && at > 0 && at < text.length - 1) {
      out += `\n${pad}`;
      column = place.indent;
    } else {
      out += letter;
      column++;
    }
  }
  return out + quote;
}
