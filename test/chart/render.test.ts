// The picture as pixels: words are there with our font alone, lines and bands are where their figures are, and nobody is held up meanwhile.
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { describe, expect, test } from "@jest/globals";
import { createRenderer } from "../../src/chart/off-thread.ts";
import { renderPicture } from "../../src/chart/render.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Picture } from "../../src/lab/picture.ts";
import { replay } from "../../src/lab/replay.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

function pictureOf(id: string, commands: string[]): Picture {
  const { picture } = replay(library.findScenario(id)!, "seed", commands);
  if (!picture) throw new Error(`${id} has no picture`);
  return picture;
}

const spike = pictureOf("hpa-spike", ["wait 4m", "kubectl scale deployment web --replicas=10", "finish"]);

type Rgb = [red: number, green: number, blue: number];

/** The PNG's own pixels, read back. */
function read(png: Uint8Array, { width, height }: { width: number; height: number }) {
  const href = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`;
  const { pixels } = new Resvg(svg).render();
  const at = (x: number, y: number): Rgb => {
    const place = (y * width + x) * 4;
    return [pixels[place]!, pixels[place + 1]!, pixels[place + 2]!];
  };
  /** How many pixels of a part of the picture (in its own units) are like this. */
  const count = (part: { x: number; y: number; width: number; height: number }, is: (rgb: Rgb) => boolean) => {
    let found = 0;
    for (let y = part.y * 2; y < (part.y + part.height) * 2; y += 1)
      for (let x = part.x * 2; x < (part.x + part.width) * 2; x += 1) if (is(at(x, y))) found += 1;
    return found;
  };
  return { count };
}

const isInk = ([red, green, blue]: Rgb) => red + green + blue < 3 * 140;
const isGround = ([red, green, blue]: Rgb) => red + green + blue === 3 * 255;
/** The blue of the main line. */
const isLine = ([red, green, blue]: Rgb) => red < 40 && green > 80 && green < 150 && blue > 140;

const TITLE = { x: 24, y: 20, width: 320, height: 24 };
const SUBTITLE = { x: 24, y: 48, width: 560, height: 16 };
/** Left of the panels: the values at their axes. */
const VALUES = { x: 20, y: 120, width: 50, height: 380 };

const WORDS = { TITLE, SUBTITLE, VALUES };

describe("the words", () => {
  test.each(Object.entries(WORDS))("stand there with our own font and no other: %s", (_, part) => {
    const whole = renderPicture(spike);
    expect(read(whole.png, whole).count(part, isInk)).toBeGreaterThan(400);
    // The same look without the font: whatever this machine has installed does not help.
    const bare = renderPicture(spike, []);
    expect(read(bare.png, bare).count(part, isInk)).toBe(0);
  });

  test("of people are drawn as they are, whatever is in them", () => {
    const hostile = `</text><script>alert(1)</script> & "<!-- ]]> \u0000\u001b[31m \ud800 \ufffe 日本 🚢`;
    const marks = [{ atMs: 60_000, text: hostile, kind: "command" as const }];
    const { png, width, height } = renderPicture({ ...spike, title: hostile, marks });
    expect(read(png, { width, height }).count(TITLE, isInk)).toBeGreaterThan(400);
  });
});

test("it is twice as fine as it is drawn, on a ground of its own", () => {
  const { png, width, height } = renderPicture(spike);
  expect(width).toBe(1600);
  const pixels = read(png, { width, height });
  expect(pixels.count({ x: 0, y: 0, width: 800, height: 10 }, isGround)).toBe(800 * 10 * 4);
});

test("a line that rises is drawn higher: ten pods stand above two", () => {
  const [replicas] = spike.panels.filter(({ title }) => title === "Replicas");
  const only = { ...spike, panels: [replicas!], broken: [], marks: [] };
  const { png, width, height } = renderPicture(only);
  const pixels = read(png, { width, height });
  // The panel's plot: 84 high from 104 on, values 0 to 15, the first four minutes of thirty at two pods.
  const [early, late] = [100, 600].map((x) => {
    const rows = Array.from({ length: 84 }, (_, row) =>
      pixels.count({ x, y: 104 + row, width: 20, height: 1 }, isLine),
    );
    return rows.indexOf(Math.max(...rows));
  });
  expect(early! - late!).toBeGreaterThan(30);
});

test("every scenario's run has a picture, of bounded size", () => {
  for (const scenario of library.scenarios.filter((_, at) => at % 5 === 0)) {
    const { png, width, height } = renderPicture(pictureOf(scenario.id, ["finish"]));
    expect(width).toBe(1600);
    expect(height).toBeLessThan(2_400);
    expect(png.length).toBeLessThan(600_000);
  }
}, 60_000);

describe("off the event loop", () => {
  test("a picture is rendered while everything else goes on", async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const render = createRenderer();
    const [one, other] = await Promise.all([render(spike), render(spike)]);
    clearInterval(timer);
    expect(Buffer.from(one!).equals(renderPicture(spike).png)).toBe(true);
    expect(Buffer.from(other!).equals(Buffer.from(one!))).toBe(true);
    // Rendering takes several times this. Half a second is what a crowded machine may add.
    expect(longest).toBeLessThan(500);
  }, 30_000);

  test("what cannot be drawn is said, and the next picture is drawn", async () => {
    const render = createRenderer();
    await expect(render({ ...spike, panels: [] })).rejects.toThrow(/^picture: /);
    expect((await render(spike)).length).toBeGreaterThan(1_000);
  }, 30_000);
});
