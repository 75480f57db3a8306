// The process of the local Slack: reads its options, starts, and prints one line of JSON when it answers.
import { parseArgs } from "node:util";
import { readManifest, UnusableManifest } from "./manifest.ts";
import { UnusableData } from "./record-file.ts";
import { MOST_WORKSPACES } from "./seed.ts";
import { startLocalSlack, type LocalSlack, type LocalSlackOptions } from "./server.ts";

const USUAL_PORT = 3000;
const MOST_TRIES = 50;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    "port-fallback": { type: "boolean", default: false },
    data: { type: "string" },
    fresh: { type: "boolean", default: false },
    manifest: { type: "string" },
    workspaces: { type: "string", default: "1" },
    // Ends when standard input does: whoever started us holds the other end, and a kill closes it.
    "with-parent": { type: "boolean", default: false },
  },
});

/** Says what is wrong in one sentence, and ends. */
function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function readPort(): number {
  const given = values.port ?? process.env.PORT ?? String(USUAL_PORT);
  const port = Number(given);
  return Number.isInteger(port) && port >= 0 && port < 65_536
    ? port
    : giveUp(`The port must be a number from 0 to 65535, and it is ${given}.`);
}

async function start(): Promise<LocalSlack> {
  const first = readPort();
  const last = values["port-fallback"] && first > 0 ? first + MOST_TRIES : first;
  const options = readOptions();
  for (let port = first; port <= last; port++) {
    const slack = await startOn(port, options);
    if (slack) return slack;
  }
  const ports = first === last ? `Port ${first} on 127.0.0.1 is` : `Ports ${first} to ${last} on 127.0.0.1 are all`;
  return giveUp(`${ports} taken: free it, or choose another with --port.`);
}

function readOptions(): LocalSlackOptions {
  const workspaces = Number(values.workspaces);
  if (!Number.isInteger(workspaces) || workspaces < 1 || workspaces > MOST_WORKSPACES) {
    giveUp(`There can be 1 to ${MOST_WORKSPACES} workspaces, and --workspaces is ${values.workspaces}.`);
  }
  const manifest = values.manifest === undefined ? {} : { manifest: readManifest(values.manifest) };
  return { data: values.fresh ? null : (values.data ?? process.env.SHIPMATE_DATA ?? null), workspaces, ...manifest };
}

/** Null when the port is taken. */
async function startOn(port: number, options: LocalSlackOptions): Promise<LocalSlack | null> {
  try {
    return await startLocalSlack({ ...options, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return null;
    throw error;
  }
}

try {
  const slack = await start();
  const stop = () => void slack.close().then(() => process.exit(0));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  // Only now: whoever reads this line may end us at once, and then we close in order.
  console.log(JSON.stringify({ url: slack.url }));
  if (values["with-parent"]) process.stdin.resume().once("end", stop);
} catch (error) {
  if (error instanceof UnusableData || error instanceof UnusableManifest) giveUp(error.message);
  throw error;
}
