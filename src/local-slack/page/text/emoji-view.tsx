/** An emoji: the font's own where there is one, otherwise a small drawing, otherwise its name. */
import type { JSX } from "preact";
import { Icon, type IconName } from "../view/icon.tsx";
import { glyphOf, mayHaveGlyphs, splitEmoji } from "./emoji.ts";

export function Emoji({ name }: { name: string }): JSX.Element {
  const glyph = glyphOf(name);
  if (glyph === undefined || !hasEmojiFont()) return <Drawn name={name} />;
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll("_", " ")} title={`:${name}:`}>
      {glyph}
    </span>
  );
}

function Drawn({ name }: { name: string }): JSX.Element {
  const drawing = DRAWINGS[name];
  if (drawing === undefined) return <span class="emoji-name">:{name}:</span>;
  return (
    <span class={`emoji drawn ${drawing}`} role="img" aria-label={name.replaceAll("_", " ")} title={`:${name}:`}>
      <Icon name={drawing} />
    </span>
  );
}

// Enough for what people react with and what the app says; bare Linux machines often have no emoji font at all.
const DRAWINGS: Record<string, IconName> = Object.fromEntries(
  Object.entries({
    check: "white_check_mark heavy_check_mark",
    close: "x no_entry_sign no_entry",
    alert: "warning exclamation rotating_light",
    info: "information_source question",
    up: "+1 thumbsup ok_hand clap raised_hands",
    down: "-1 thumbsdown",
    eye: "eyes mag",
    clock: "alarm_clock clock9 stopwatch timer_clock calendar date",
    wait: "hourglass hourglass_flowing_sand",
    react: "smile smiley slightly_smiling_face grin blush joy sunglasses partying_face thinking_face",
    heart: "heart",
    star: "star sparkles trophy medal sports_medal first_place_medal",
    party: "tada confetti_ball boom zap",
    book: "book books blue_book green_book orange_book closed_book notebook mortar_board school memo",
    bulb: "bulb brain",
    ship: "ship boat sailboat anchor whale rocket wheel_of_dharma",
    bell: "bell loudspeaker",
    chart: "bar_chart chart_with_upwards_trend chart_with_downwards_trend",
    target: "dart",
  }).flatMap(([drawing, names]) => names.split(" ").map((name) => [name, drawing as IconName])),
);

/** Text that is not mrkdwn, but in which shortcodes are drawn; glyphs too, where there is no font for them. */
export function PlainText({ text, shortcodes = true }: { text: string; shortcodes?: boolean }): JSX.Element {
  return (
    <>
      {splitEmoji(text, { shortcodes, glyphs: mayHaveGlyphs(text) && !hasEmojiFont() }).map((piece, index) =>
        "name" in piece ? <Emoji key={index} name={piece.name} /> : piece.text,
      )}
    </>
  );
}

let known: boolean | undefined;

/** Without a font, two different emoji are drawn as the very same box. */
function hasEmojiFont(): boolean {
  known ??= pixelsOf("🚀") !== pixelsOf("🐳");
  return known;
}

function pixelsOf(glyph: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  const context = canvas.getContext("2d");
  context?.fillText(glyph, 4, 16);
  return context?.getImageData(0, 0, 24, 24).data.join("") ?? glyph;
}
