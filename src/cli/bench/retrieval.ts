/**
 * Our search, and the whole way from a question to its answer without a key, beside MiniSearch as installed: the same passages, the same questions,
 * the same run. In brackets stands what DESIGN asks for: 15 ms, an index in half a second, 80 MB.
 */
import { startProcess } from "./harness.ts";
import type { Row } from "./row.ts";

type Figures = { name: string; build: number; p50: number; p95: number };
type Times = { passages: number; questions: number; figures: Figures[] };

const BESIDE = "MiniSearch";

export async function measureRetrieval(): Promise<Row[]> {
  const { passages, questions, figures } = (await measured("times")) as Times;
  const mini = figures.find(({ name }) => name === BESIDE);
  if (!mini)
    console.error("MiniSearch is not installed (npm ci installs it): what follows on retrieval has no comparison.");
  const weights = new Map<string, number>();
  for (const { name } of figures) weights.set(name, (await measured("memory", name)) as number);
  const row = (name: string, unit: string, value: number, baseline: number | undefined): Row => ({
    name,
    value,
    unit,
    ...(baseline !== undefined && { baseline, ratio: value / baseline, beside: BESIDE }),
  });
  const rowsOf = (name: string, [build, p50, p95, memory]: readonly [string, string, string, string]): Row[] => {
    const ours = figures.find((each) => each.name === name)!;
    return [
      row(build, "ms", ours.build, mini?.build),
      row(p50, "ms", ours.p50, mini?.p50),
      row(p95, "ms", ours.p95, mini?.p95),
      row(memory, "MB", weights.get(name)!, weights.get(BESIDE)),
    ];
  };
  return [
    ...rowsOf("search", [
      `full-text index of ${passages} passages, built`,
      `one search (${questions} questions), median`,
      `one search (${questions} questions), p95`,
      "full-text index, memory",
    ]),
    ...rowsOf("answer", [
      "everything that answers, built (500)",
      "question to answer in process, median",
      "question to answer in process, p95 (15)",
      "everything that answers, memory (80)",
    ]),
  ];
}

async function measured(...args: string[]): Promise<unknown> {
  const { said, end } = await startProcess("launch.js", ["src/cli/bench/retrieval-process.ts", ...args], /^[\d{]/, {
    flags: ["--expose-gc"],
  });
  await end();
  return JSON.parse(said);
}
