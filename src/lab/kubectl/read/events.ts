/** `kubectl events`. Kubernetes 1.36, kubectl, pkg/cmd/events. */
import type { Event } from "../../../simulator/kubernetes/api/core.ts";
import { eventAge } from "../../print/describe/events.ts";
import { isOfNewApi } from "../../print/event-order.ts";
import { layOut, TABLE } from "../../print/tab-writer.ts";
import { type Outcome, lacking, printed } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint, misuse, noResource } from "../errors.ts";
import { isOn, listOf, textOf } from "../flag-value.ts";
import { type Flags, type FlagsRead, readFlags } from "../flags.ts";
import { findResource } from "../resources.ts";
import { namespaceOf } from "./namespace.ts";

const FLAGS: Flags = {
  "all-namespaces": { type: "bool", short: "A" },
  "chunk-size": { type: "int64" },
  for: { type: "text" },
  "no-headers": { type: "bool" },
  output: { type: "text", short: "o" },
  types: { type: "strings" },
  watch: {
    type: "bool",
    short: "w",
    lacks: "The lab does not watch events; let time pass with `wait 1m` and look again.",
  },
};

type About = { ok: true; matches: (event: Event) => boolean } | { ok: false; outcome: Outcome };

function aboutOf(text: string): About {
  if (text === "") return { ok: true, matches: () => true };
  const [type = "", name = ""] = text.split("/");
  if (name === "") return { ok: false, outcome: complaint(`--for must be in resource/name form`) };
  const resource = findResource(type);
  if (!resource) return { ok: false, outcome: noResource(type) };
  return {
    ok: true,
    matches: ({ involvedObject }) => involvedObject.kind === resource.kind && involvedObject.name === name,
  };
}

export const events: Verb = (context, args) => {
  const read = readFlags("kubectl events", args, FLAGS);
  if (!read.ok) return read.outcome;
  if (read.words.length > 0) return misuse("kubectl events", `unknown command ${JSON.stringify(read.words.join(" "))}`);
  if (textOf(read, "output") !== "")
    return lacking("kubectl events -o", "The lab prints these events as a table only; kubectl get events has -o.");
  const types = listOf(read, "types").map((type) => type.toLowerCase());
  if (types.some((type) => type !== "normal" && type !== "warning"))
    return complaint("valid --types are Normal or Warning");
  const about = aboutOf(textOf(read, "for"));
  if (!about.ok) return about.outcome;
  const wanted = (event: Event) =>
    about.matches(event) && (types.length === 0 || types.includes(event.type.toLowerCase()));
  return show(context, read, wanted);
};

function show(context: KubectlContext, read: FlagsRead, wanted: (event: Event) => boolean): Outcome {
  const everywhere = isOn(read, "all-namespaces");
  const namespace = namespaceOf(context, read);
  const found = context.world.store
    .list("Event", everywhere ? undefined : namespace)
    .filter(wanted)
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  if (found.length === 0) {
    const where = everywhere ? "No events found." : `No events found in ${namespace} namespace.`;
    return { stdout: "", stderr: `${where}\n`, exit: 0 };
  }
  const rows = found.toSorted((a, b) => whenOf(a) - whenOf(b)).map((event) => rowOf(event, context.now(), everywhere));
  const header = [...(everywhere ? ["NAMESPACE"] : []), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"].join("\t");
  return printed(layOut(isOn(read, "no-headers") ? rows : [header, ...rows], TABLE).join("\n"));
}

/** Events of the newer API are told to the microsecond, the others to the second (eventTime). */
const whenOf = (event: Event) =>
  isOfNewApi(event) ? event.lastTimestamp : Math.floor(event.lastTimestamp / 1_000) * 1_000;

function rowOf(event: Event, now: number, everywhere: boolean): string {
  const { kind, name } = event.involvedObject;
  const cells = [eventAge(event, now), event.type, event.reason, `${kind}/${name}`, event.message.trim()];
  return [...(everywhere ? [event.metadata.namespace] : []), ...cells].join("\t").replaceAll("\n", " ");
}
