/** `npm run chaos`: is every scheduled quiz posted exactly once, whatever is killed? Counted in the local Slack's journal. */
import { count, report } from "./chaos/report.ts";
import { readOptions, USAGE } from "./chaos/options.ts";
import { runChaos } from "./chaos/run.ts";
import { mutateGuards } from "./chaos/mutate.ts";

async function main(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  const options = readOptions(args);
  if ("problem" in options) {
    console.error(`${options.problem}\n\n${USAGE}`);
    return 2;
  }
  if (options.mutate) return mutateGuards(options, console.log);
  const result = await runChaos(options, (line) => console.log(line));
  for (const line of report(result)) console.log(line);
  const { duplicates, lost } = count(result);
  return duplicates === 0 && lost === 0 && result.stuck === "" ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
