/** The shortcodes that people and apps commonly write; the whole list is learnt later. An unknown one stays the text that it was. */
const GLYPHS: Record<string, string> = Object.fromEntries(
  `+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|100 💯|1234 🔢|alarm_clock ⏰|anchor ⚓|arrow_down ⬇️|arrow_forward ▶️|arrow_left ⬅️
arrow_right ➡️|arrow_up ⬆️|arrows_counterclockwise 🔄|bangbang ‼️|bar_chart 📊|bell 🔔|black_circle ⚫|blue_book 📘|blush 😊
boat ⛵|book 📖|bookmark 🔖|books 📚|boom 💥|brain 🧠|bug 🐛|bulb 💡|calendar 📅|chart_with_downwards_trend 📉
chart_with_upwards_trend 📈|clap 👏|clipboard 📋|clock9 🕘|closed_book 📕|coffee ☕|confetti_ball 🎊|construction 🚧|cry 😢|dart 🎯
date 📅|door 🚪|email ✉️|exclamation ❗|eyes 👀|fast_forward ⏩|file_folder 📁|fire 🔥|first_place_medal 🥇|gear ⚙️|gift 🎁
globe_with_meridians 🌐|green_book 📗|grin 😁|hammer 🔨|hammer_and_wrench 🛠️|hatching_chick 🐣|heart ❤️|heavy_check_mark ✔️
heavy_minus_sign ➖|heavy_plus_sign ➕|hourglass ⌛|hourglass_flowing_sand ⏳|information_source ℹ️|joy 😂|key 🔑|keycap_star *️⃣
large_blue_circle 🔵|large_green_circle 🟢|large_orange_circle 🟠|large_red_circle 🔴|red_circle 🔴|large_yellow_circle 🟡
large_green_square 🟩|large_red_square 🟥|large_yellow_square 🟨|white_circle ⚪|link 🔗|lock 🔒|loudspeaker 📢|mag 🔍|mailbox 📫
medal 🏅|sports_medal 🏅|memo 📝|pencil 📝|moneybag 💰|mortar_board 🎓|mute 🔇|no_bell 🔕|no_entry ⛔|no_entry_sign 🚫|notebook 📓
ok 🆗|ok_hand 👌|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|orange_book 📙|package 📦|page_facing_up 📄|partying_face 🥳
pause_button ⏸️|point_down 👇|point_right 👉|pray 🙏|pushpin 📌|question ❓|raised_hands 🙌|raising_hand 🙋|repeat 🔁|robot_face 🤖
rocket 🚀|rotating_light 🚨|sailboat ⛵|scales ⚖️|school 🏫|second_place_medal 🥈|seedling 🌱|ship 🚢|shrug 🤷|slightly_smiling_face 🙂
smile 😄|smiley 😃|snail 🐌|sob 😭|sos 🆘|sparkles ✨|speech_balloon 💬|star ⭐|stopwatch ⏱️|sunglasses 😎|sweat_smile 😅|tada 🎉
thinking_face 🤔|third_place_medal 🥉|timer_clock ⏲️|traffic_light 🚦|trophy 🏆|turtle 🐢|unlock 🔓|vertical_traffic_light 🚦
video_game 🎮|warning ⚠️|wave 👋|whale 🐳|wheel_of_dharma ☸️|white_check_mark ✅|wrench 🔧|x ❌|zap ⚡|zzz 💤`
    .split(/[|\n]/)
    .map((entry) => entry.split(" ") as [string, string]),
);

/** The glyph of a shortcode written without its colons, or undefined. Skin tones are dropped. */
export function glyphOf(name: string): string | undefined {
  const plain = name.replace(/::skin-tone-\d$/, "");
  return Object.hasOwn(GLYPHS, plain) ? GLYPHS[plain] : undefined;
}

/** Every known shortcode with its glyph. */
export function allEmoji(): Map<string, string> {
  return new Map(Object.entries(GLYPHS));
}

/** Takes in a list with "name glyph" on each line. */
export function learnEmoji(list: string): void {
  for (const line of list.split("\n")) {
    const [name = "", glyph = ""] = line.split(" ");
    if (!/^[a-z0-9_+-]+$/.test(name) || glyph === "") continue;
    GLYPHS[name] ??= glyph;
    if (!NAMES.has(glyph)) NAMES.set(glyph, name);
  }
}

/** Text with its known shortcodes replaced, for places that hold text only (options, titles). */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (written, name: string) => glyphOf(name) ?? written);
}

const NAMES = new Map(Object.entries(GLYPHS).map(([name, glyph]) => [glyph, name]));

export type EmojiPiece = { text: string } | { name: string };

// Made once: the pattern of all emoji is the slowest thing on the page to compile.
const patterns = new Map<string, RegExp>();

function patternOf(shortcodes: boolean, glyphs: boolean): RegExp {
  const written = [shortcodes ? String.raw`:[a-z0-9_+\-]+:` : "", glyphs ? String.raw`\p{RGI_Emoji}` : ""];
  const source = written.filter((part) => part !== "").join("|");
  const known = patterns.get(source) ?? new RegExp(`(${source})`, "v");
  patterns.set(source, known);
  return known;
}

/** Most text has no character that any emoji begins or ends with, and need not be searched for all of them. */
export function mayHaveGlyphs(text: string): boolean {
  return /[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2bff\u3030\u303d\u3297\u3299\ud800-\udfff]|\u20e3/.test(text);
}

/** Text in pieces, its emoji apart: those written as shortcodes, those written as glyphs, or both. */
export function splitEmoji(
  text: string,
  { shortcodes, glyphs }: { shortcodes: boolean; glyphs: boolean },
): EmojiPiece[] {
  const hasGlyphs = glyphs && mayHaveGlyphs(text);
  const hasCodes = shortcodes && text.includes(":");
  if (!hasGlyphs && !hasCodes) return [{ text }];
  return text
    .split(patternOf(hasCodes, hasGlyphs))
    .filter((piece) => piece !== "")
    .map((piece) => {
      const name = piece.startsWith(":") ? piece.slice(1, -1) : (NAMES.get(piece) ?? "");
      return glyphOf(name) === undefined ? { text: piece } : { name };
    });
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Undoes the three escapes that Slack puts into text. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** A plain_text object as a string. */
export function plainText(object: { text: string } | undefined): string {
  return object === undefined ? "" : decodeEntities(withEmoji(object.text));
}
