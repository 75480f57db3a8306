// npm run golden: plays each scenario's first solution, and sessions of commands, and compares traces and texts with those on record; --write records them anew.
import { firstDifference, playSessions, writeSessions } from "./golden/sessions.ts";
import { compareGolden, playAll, readGolden, writeGolden } from "./golden/traces.ts";

const HINT = "if that is meant, raise ENGINE_VERSION (src/lab/engine-version.ts) and record it with --write";

function main(args: string[]): number {
  const played = playAll();
  const sessions = playSessions();
  if (args.includes("--write")) {
    writeGolden(played);
    writeSessions(sessions);
    console.log(`${played.length} traces and ${sessions.length} sessions recorded in test/golden`);
    return 0;
  }
  const wrong = compareGolden(played, readGolden());
  for (const { scenario } of wrong) console.log(`${scenario}: the trace is not the one on record; ${HINT}`);
  const changed = sessions.flatMap((session) => {
    const line = firstDifference(session);
    return line > 0 ? [`test/golden/${session.scenario}.session.txt:${line}: the lab prints something else now`] : [];
  });
  for (const each of changed) console.log(each);
  const failed = wrong.length + changed.length;
  console.log(`${played.length + sessions.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
