/** A request to Marathon or the Mesos master as people write it: `PUT /v2/apps/web {...}`, with the JSON behind or below it, or a curl command. */
import { own } from "../shell/own.ts";
import { failed, lacking, printed, type Outcome } from "../shell/outcome.ts";
import type { DcosContext } from "./context.ts";
import { askMaster, MASTER } from "./master-api.ts";
import { askMarathon, type Request, type Response } from "./marathon-api.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Whether a message's first word is a request's. */
export const isRequest = (word: string) => METHODS.includes(word);

function withQuery(target: string): Pick<Request, "path" | "query"> {
  const [address = "", search = ""] = target.replace(/^https?:\/\/[^/]*/, "").split("?");
  const pairs = search.split("&").flatMap((pair): [string, string][] => {
    const [name = "", value = "true"] = pair.split("=");
    return name === "" ? [] : [[name, value]];
  });
  return { path: address, query: new Map(pairs) };
}

/** `status`: the answer's first line is shown too. */
type Parsed = { request: Request; shows: "body" | "status" } | { error: string };

type Curl = { method?: string; data?: string; target?: string; isIncluding: boolean };

/** curl's flags that take the next word and make no difference here. */
const WITH_VALUE = /^(?:-[HouAm]|--(?:header|output|user|user-agent|max-time|connect-timeout))$/;
const METHOD = /^(?:-X|--request$)/;
const INCLUDE = /^(?:-i|--include)$/;
const DATA = /^(?:-d|--(?:data|data-binary|data-raw|json))$/;

/** Takes one word, and the next where it belongs to it. */
function takeWord(curl: Curl, word: string, rest: string[]): void {
  if (METHOD.test(word)) curl.method = word.replace(METHOD, "") || (rest.shift() ?? "");
  else if (DATA.test(word)) curl.data = rest.shift() ?? "";
  else if (WITH_VALUE.test(word)) rest.shift();
  else if (INCLUDE.test(word)) curl.isIncluding = true;
  else if (!word.startsWith("-")) curl.target = word;
}

/** `@web.json` is a file's text, `@-` what was pasted. */
function dataOf(data: string | undefined, { files, stdin }: DcosContext): string | undefined {
  if (!data?.startsWith("@")) return data ?? "";
  return data === "@-" ? stdin : own(files, data.slice(1));
}

function parseCurl(words: readonly string[], context: DcosContext): Parsed {
  const rest = [...words];
  const curl: Curl = { isIncluding: false };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) takeWord(curl, word, rest);
  const { method, data, target, isIncluding } = curl;
  if (target === undefined) return { error: "curl: (2) no URL specified" };
  const body = dataOf(data, context);
  if (body === undefined) return { error: `curl: (26) Failed to open ${data?.slice(1)}` };
  const request = { method: method ?? (data === undefined ? "GET" : "POST"), ...withQuery(target), body };
  return { request, shows: isIncluding ? "status" : "body" };
}

function parsePlain([method = "", target = "", ...rest]: readonly string[], { stdin }: DcosContext): Parsed {
  if (target === "") return { error: `${method} needs a path, such as /v2/apps/web` };
  return { request: { method, ...withQuery(target), body: rest.length > 0 ? rest.join(" ") : stdin }, shows: "body" };
}

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  422: "Unprocessable Entity",
};

const OK_BELOW = 400;

const MARATHON = /^(?:\/service\/marathon|\/marathon)?\/v2\//;

/** The answer's body, behind its first line where that is asked for or there is nothing else. */
function answerText({ status, body }: Response, isIncluding: boolean): string {
  const head = isIncluding || body === undefined ? `HTTP/1.1 ${status} ${REASONS[status] ?? ""}\n` : "";
  if (body === undefined) return head;
  return typeof body === "string" ? `${head}${body}\n` : `${head}${JSON.stringify(body, null, 2)}\n`;
}

/** `words` begin with the method, or with `curl`, which ends well whatever the answer is. */
export function runRequest(context: DcosContext, words: readonly string[]): Outcome {
  const [first = "", ...rest] = words;
  const parsed = first === "curl" ? parseCurl(rest, context) : parsePlain(words, context);
  if ("error" in parsed) return failed(parsed.error, 2);
  const { request, shows } = parsed;
  const ask = MASTER.test(request.path) ? askMaster : MARATHON.test(request.path) ? askMarathon : undefined;
  if (!ask)
    return lacking(
      `${first} ${request.path}`,
      "Of all addresses the lab reaches Marathon, at /v2/apps, /v2/deployments, /v2/tasks and /v2/queue, and the Mesos master at /weights.",
    );
  const answer = ask(context, request);
  const text = answerText(answer, shows === "status");
  return first === "curl" || answer.status < OK_BELOW ? printed(text) : failed(text);
}
