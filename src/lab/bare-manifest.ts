/** A code block with a manifest and no command: what somebody who pastes it wants done with it. */
import type { Orchestrator } from "../knowledge/scenario/format.ts";
import { beginsManifest, unfenced } from "./pasted.ts";
import { LONGEST_MESSAGE, plainCharacters } from "./repair.ts";

/** A command line and what is pasted for it. */
export type Bare = { line: string; stdin: string };

const isKubernetes = (text: string) => /^["']?apiVersion["']?\s*:/m.test(text) && /^["']?kind["']?\s*:/m.test(text);
const isCompose = (text: string) => /^services\s*:/m.test(text);
/** An app, or a whole object of the Kubernetes API, as JSON. */
const JSON_APP = /^\s*\{[^]*"id"\s*:\s*"/;
const JSON_OBJECT = /^\s*\{[^]*"apiVersion"\s*:\s*"/;

/** The orchestrator that a text is written for; undefined for what no orchestrator reads. */
function writtenFor(text: string): Orchestrator | undefined {
  if (isKubernetes(text) || JSON_OBJECT.test(text)) return "kubernetes";
  if (isCompose(text)) return "swarm";
  return JSON_APP.test(text) ? "mesos" : undefined;
}

/** A message that is one code block, with nothing but a manifest in it. */
export function readBareManifest(message: string): Bare | undefined {
  if (message.length > LONGEST_MESSAGE || !message.trimStart().startsWith("```")) return undefined;
  // A language behind the fence is no part of the text.
  const text = plainCharacters(unfenced(message.replace(/\r\n?/g, "\n")));
  if (text === plainCharacters(message) || !beginsManifest(text.split("\n"))) return undefined;
  const orchestrator = writtenFor(text);
  return orchestrator && { line: commandFor(orchestrator, text), stdin: `${text.replace(/\n+$/, "")}\n` };
}

/** The command that hands a text to its orchestrator; `file` is what its author calls it. */
export function commandFor(orchestrator: Orchestrator, text: string, file?: string): string {
  switch (orchestrator) {
    case "kubernetes":
      return `kubectl apply -f ${file ?? "-"}`;
    case "swarm":
      return `docker stack deploy -c ${file ?? "-"} ${stackOf(text, file)}`;
    case "mesos":
      return appOf(text) === undefined ? "POST /v2/apps" : `PUT /v2/apps${appOf(text)}`;
  }
}

/** A Compose file's own name, or its file's, or "app". */
function stackOf(text: string, file: string | undefined): string {
  const named = /^name:\s*["']?([a-z0-9][\w-]{0,50})["']?\s*$/m.exec(text)?.[1];
  return named ?? (file === undefined ? "app" : file.replace(/\.[^.]*$/, "").replaceAll(/[^\w-]/g, "-"));
}

/** The app's path, with its slash. */
function appOf(text: string): string | undefined {
  const id = /"id"\s*:\s*"\/?([\w./-]+)"/.exec(text)?.[1];
  return id === undefined ? undefined : `/${id}`;
}
