/** What both ways of starting share. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { createLexicon } from "../ask/lexicon.ts";
import type { Config } from "../config.ts";
import type { Library } from "../knowledge/library.ts";
import type { Log } from "../log.ts";
import type { ReadFacts } from "../school/fact-reader.ts";
import type { Rephrase } from "../school/wording.ts";

export const root = resolve(import.meta.dirname, "../..");
export const manifestFile = join(root, "manifest.json");
export const knowledgeFolder = join(root, "knowledge");

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The bot scopes that the manifest asks for. */
export function neededScopes(): string[] {
  return manifest.parse(JSON.parse(readFileSync(manifestFile, "utf8"))).oauth_config.scopes.bot;
}

/** The way to more fluent answers, where a key is configured. Without one the model's client is not even loaded: it takes 20 MB. */
export async function rephraseWith(
  openai: Config["openai"],
  library: Library,
  log: Log,
): Promise<Rephrase | undefined> {
  if (!openai) return undefined;
  const { createRephrase } = await import("../llm/openai.ts");
  const lexicon = createLexicon(library);
  const prompt = readFileSync(join(root, "prompts/answer.md"), "utf8");
  return createRephrase({
    ...openai,
    prompt,
    isName: (word) => lexicon.find(word).length > 0,
    onFallback: (reason) => log.warn({ reason }, "answered without the model"),
  });
}

/** The way to have answers in people's own words read, where a key is configured. */
export async function readFactsWith(openai: Config["openai"], log: Log): Promise<ReadFacts | undefined> {
  if (!openai) return undefined;
  const { createReadFacts } = await import("../llm/read-facts.ts");
  return createReadFacts({
    ...openai,
    prompt: readFileSync(join(root, "prompts/facts.md"), "utf8"),
    onFallback: (reason) => log.warn({ reason }, "an answer was graded without the model"),
  });
}
