// npm run golden: plays each scenario's first solution and compares the trace with the one on record; --write records it anew.
import { compareGolden, playAll, readGolden, writeGolden } from "./golden/traces.ts";

const HINT = "if that is meant, raise ENGINE_VERSION (src/lab/replay.ts) and record it with --write";

function main(args: string[]): number {
  const played = playAll();
  if (args.includes("--write")) {
    writeGolden(played);
    console.log(`${played.length} traces recorded in test/golden`);
    return 0;
  }
  const wrong = compareGolden(played, readGolden());
  for (const { scenario } of wrong) console.log(`${scenario}: the trace is not the one on record; ${HINT}`);
  console.log(`${played.length - wrong.length} passed, ${wrong.length} failed`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
